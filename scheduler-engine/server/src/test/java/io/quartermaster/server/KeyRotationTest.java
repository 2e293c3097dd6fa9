package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.AccessCredentials;
import io.quartermaster.client.SchedulerClient;
import io.quartermaster.store.AccessKeyRepository;
import io.quartermaster.testing.Eventually;
import io.quartermaster.testing.MariaDb;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A key is rotated in the table of a real database, under a real server and its client.
class KeyRotationTest {
    @TempDir
    Path directory;

    @Test
    void aClientComesBackWithTheNewKeyWhenTheOldOneIsDisabled() {
        List<String> states = new CopyOnWriteArrayList<>();
        try (TestServer server = TestServer.start(TestSchemas.on(MariaDb.shared()), "s1", directory)) {
            AccessKeyRepository.Key next = NewKey.of(Jobs.INSTANCE, new SecureRandom());
            AtomicReference<AccessKeyRepository.Key> given = new AtomicReference<>(server.key);
            try (SchedulerClient client = SchedulerClient.builder()
                    .application("rotated")
                    .instance(Jobs.INSTANCE.value())
                    .credentials(() -> {
                        AccessKeyRepository.Key key = Objects.requireNonNull(given.get());
                        return new AccessCredentials(key.accessKey(), key.secret());
                    })
                    .server("127.0.0.1:" + server.server.port())
                    .listener((address, state, reason) -> states.add(state + " " + reason))
                    .build()) {
                client.start();
                Eventually.until("it is linked", () -> server.server.knows("rotated"));
                server.database.accessKeys().add(next);
                given.set(next);
                assertThat(server.database.accessKeys().disable(server.key.accessKey()))
                        .isTrue();
                Eventually.until("it was put out", () -> states.stream()
                        .anyMatch(state -> state.contains("its access key is no longer valid")));
                Eventually.until("it is back", () -> server.server.knows("rotated"));
            }
        }
        assertThat(states).noneMatch(state -> state.startsWith("REFUSED"));
    }
}
