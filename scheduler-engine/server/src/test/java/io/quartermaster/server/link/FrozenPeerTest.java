package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.LinkState;
import io.quartermaster.client.LinkTimings;
import io.quartermaster.testing.TcpProxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A network that swallows bytes without a word, with the usual times made ten times shorter.
class FrozenPeerTest {
    private static final int SHORTER = 10;
    private static final LinkTimings USUAL = LinkTimings.defaults();

    private final LinkBed bed = new LinkBed(new LinkSettings(
            "127.0.0.1",
            0,
            LinkSettings.loopback().pingEvery().dividedBy(SHORTER),
            LinkSettings.loopback().frozenAfter().dividedBy(SHORTER)));
    private final TcpProxy network = TcpProxy.to(bed.server.port());

    @AfterEach
    void close() {
        bed.close();
        network.close();
    }

    @Test
    void theUsualTimesFindAFrozenPeerWithinTenSecondsOnBothSides() {
        LinkSettings server = LinkSettings.loopback();
        assertThat(latest(USUAL.pingEvery(), USUAL.frozenAfter())).isLessThan(Duration.ofSeconds(10));
        assertThat(latest(server.pingEvery(), server.frozenAfter())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void bothSidesFindThatTheOtherIsFrozenAndComeTogetherAgain() {
        connect();
        network.halfOpen();
        Eventually.until("the client notices", () -> bed.was(LinkState.DISCONNECTED));
        Eventually.until("the server notices", () -> bed.heard.disconnected.size() == 1);
        assertThat(bed.heard.disconnected.get(0)).contains("nothing heard for");
        network.heal();
        Eventually.until("together again", () -> bed.server.clients().size() == 1);
    }

    @Test
    void aServerThatIsFrozenFromTheFirstByteIsGivenUpAndTriedAgain() {
        network.halfOpen();
        bed.started(bed.builderTo(network.port()).timings(shorter()));
        Eventually.until(
                "twice",
                () -> bed.states.stream()
                                .filter(state -> state.contains("nothing heard"))
                                .count()
                        >= 2);
        network.heal();
        Eventually.until("connected", () -> bed.server.clients().size() == 1);
    }

    private void connect() {
        bed.connect(
                bed.builderTo(network.port(), TestHandler.succeeding("hello")).timings(shorter()));
    }

    /// A side looks every third of its patience, or as often as it pings if that is more often.
    private static Duration latest(Duration pingEvery, Duration frozenAfter) {
        Duration third = frozenAfter.dividedBy(3);
        return frozenAfter.plus(pingEvery.compareTo(third) < 0 ? pingEvery : third);
    }

    private static LinkTimings shorter() {
        return new LinkTimings(
                USUAL.pingEvery().dividedBy(SHORTER),
                USUAL.frozenAfter().dividedBy(SHORTER),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                USUAL.refusedRetry(),
                USUAL.resendAfter());
    }
}
