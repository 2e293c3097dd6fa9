package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.AccessCredentials;
import io.quartermaster.client.LinkState;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyRotationTest {
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>(Map.of("old", key("old", "s1")));
    private final AtomicReference<AccessCredentials> own = new AtomicReference<>(new AccessCredentials("old", "s1"));
    private final LinkBed bed = new LinkBed(
            LinkBed.QUICK.withKeysEvery(Duration.ofMillis(50)), name -> Optional.ofNullable(keys.get(name)));

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aKeyIsRotatedWithoutARestartOfClientOrServer() {
        ConnectedClient before =
                bed.connect(bed.builder(TestHandler.succeeding("hello")).credentials(this::own));
        keys.put("new", key("new", "s2"));
        ConnectedClient other = bed.connect(bed.builder().accessKey("new").secret("s2"));
        assertThat(bed.server.clients()).containsExactlyInAnyOrder(before, other);

        own.set(new AccessCredentials("new", "s2"));
        keys.remove("old");
        Eventually.until("it is back with the new key", () -> bed.heard.connected.size() == 3);
        assertThat(bed.heard.disconnected).containsExactly(before.sessionId() + " its access key is no longer valid");
        assertThat(bed.heard.connected.get(2).clientId()).isEqualTo(before.clientId());
        bed.server.send(bed.heard.connected.get(2).sessionId(), LinkBed.dispatch("t1", "hello"));
        Eventually.until("it works", () -> bed.heard.reports.size() == 1);
    }

    @Test
    void whoKeepsADisabledKeyIsPutOutAndRefused() {
        bed.connect(bed.builder().credentials(this::own));
        keys.remove("old");
        Eventually.until("put out", () -> bed.heard.disconnected.size() == 1);
        Eventually.until("refused", () -> bed.was(LinkState.REFUSED));
        assertThat(bed.server.clients()).isEmpty();
    }

    @Test
    void aSecretChangedUnderTheSameNameEndsTheLinksOfTheFormerOne() {
        bed.connect(bed.builder().credentials(this::own));
        own.set(new AccessCredentials("old", "s3"));
        keys.put("old", key("old", "s3"));
        Eventually.until("it is back with the new secret", () -> bed.heard.connected.size() == 2);
    }

    @Test
    void whileTheSecretCannotBeHadTheClientGoesOnTrying() {
        AtomicReference<AccessCredentials> later = new AtomicReference<>();
        bed.started(bed.builder().credentials(() -> {
            return Optional.ofNullable(later.get()).orElseThrow(() -> new IllegalStateException("the vault is sealed"));
        }));
        Eventually.until(
                "it says why", () -> bed.states.stream().anyMatch(state -> state.contains("the vault is sealed")));
        later.set(own());
        Eventually.until("it is let in", () -> bed.heard.connected.size() == 1);
    }

    @Test
    void keysThatCannotBeLookedUpForAWhileEndNothing() {
        bed.close();
        ConcurrentHashMap<String, AccessKey> away = new ConcurrentHashMap<>(keys);
        try (LinkBed shaky = new LinkBed(LinkBed.QUICK.withKeysEvery(Duration.ofMillis(20)), name -> {
            if (away.isEmpty()) {
                throw new IllegalStateException("the database is away");
            }
            return Optional.ofNullable(away.get(name));
        })) {
            shaky.connect(shaky.builder(TestHandler.succeeding("hello")).credentials(this::own));
            try (CapturedLog error = new CapturedLog("common-error")) {
                away.clear();
                Eventually.until("it was asked in vain", () -> error.lines.size() >= 2);
            }
            assertThat(shaky.heard.disconnected).isEmpty();
        }
    }

    private AccessCredentials own() {
        return Objects.requireNonNull(own.get());
    }

    private static AccessKey key(String name, String secret) {
        return new AccessKey(name, secret, LinkBed.INSTANCE);
    }
}
