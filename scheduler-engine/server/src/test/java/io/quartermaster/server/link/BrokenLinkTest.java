package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.LinkState;
import io.quartermaster.client.LinkTimings;
import io.quartermaster.client.common.ClientCommonResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrokenLinkTest {
    private final LinkBed bed = new LinkBed();
    private final TcpProxy network = new TcpProxy(bed.server.port());

    @AfterEach
    void close() throws IOException {
        bed.close();
        network.close();
    }

    @Test
    void aReportThatWasNeverAcknowledgedIsSentAgainOnTheNextLink() {
        bed.heard.store = report -> new CompletableFuture<>();
        TestHandler handler = TestHandler.succeeding("hello");
        ConnectedClient client = connectThroughNetwork(handler);
        bed.server.send(client.sessionId(), LinkBed.dispatch("t1", "hello"));
        Eventually.until("reported", () -> bed.heard.reports.size() == 1);

        network.cut();
        Eventually.until("reported again", () -> bed.heard.reports.size() == 2);
        assertThat(bed.heard.reportedTriggers()).containsExactly("t1", "t1");
        assertThat(handler.calls).hasSize(1);
    }

    @Test
    void anAcknowledgedReportIsNotSentAgain() {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        bed.heard.store = report -> stored;
        ConnectedClient client = connectThroughNetwork(TestHandler.succeeding("hello"));
        bed.server.send(client.sessionId(), LinkBed.dispatch("t1", "hello"));
        Eventually.until("reported", () -> bed.heard.reports.size() == 1);
        stored.complete(null);
        // The second dispatch travels behind the acknowledgement, so its report proves that the client has read it.
        bed.server.send(client.sessionId(), LinkBed.dispatch("t2", "hello"));
        Eventually.until(
                "the second reported", () -> bed.heard.reportedTriggers().contains("t2"));

        ConnectedClient again = cutAndReconnect();
        bed.server.send(again.sessionId(), LinkBed.dispatch("t3", "hello"));
        Eventually.until(
                "the third reported", () -> bed.heard.reportedTriggers().contains("t3"));
        assertThat(bed.heard.reportedTriggers()).containsOnlyOnce("t1");
    }

    @Test
    void aReportThatCouldNotBeStoredIsSentAgainOnTheSameLink() {
        bed.heard.store = report -> bed.heard.reports.size() < 3
                ? CompletableFuture.failedFuture(new IllegalStateException("the database is away"))
                : CompletableFuture.completedFuture(null);
        LinkTimings impatient = new LinkTimings(
                LinkBed.TIMES.pingEvery(),
                LinkBed.TIMES.frozenAfter(),
                LinkBed.TIMES.firstRetry(),
                LinkBed.TIMES.longestRetry(),
                LinkBed.TIMES.refusedRetry(),
                Duration.ofMillis(50));
        ConnectedClient client =
                bed.connect(bed.builder(TestHandler.succeeding("hello")).timings(impatient));
        bed.server.send(client.sessionId(), LinkBed.dispatch("t1", "hello"));
        Eventually.until("sent until stored", () -> bed.heard.reports.size() == 3);
        assertThat(bed.heard.connected).hasSize(1);
    }

    @Test
    void aRunThatOutlivesItsLinkIsReportedOnTheNextAndATriggerAskedForAgainMeanwhileRunsOnce() {
        CountDownLatch go = new CountDownLatch(1);
        TestHandler handler = TestHandler.doing("slow", context -> {
            go.await();
            return ClientCommonResult.buildSuccessResult();
        });
        ConnectedClient client = connectThroughNetwork(handler);
        bed.server.send(client.sessionId(), LinkBed.dispatch("t1", "slow"));
        Eventually.until("it runs", () -> handler.calls.size() == 1);
        ConnectedClient again = cutAndReconnect();
        bed.server
                .send(again.sessionId(), LinkBed.dispatch("t1", "slow"))
                .toCompletableFuture()
                .join();
        go.countDown();

        Eventually.until("reported", () -> !bed.heard.reports.isEmpty());
        assertThat(handler.calls).hasSize(1);
    }

    @Test
    void aServerThatFallsSilentIsGivenUpByTheClientAndAClientByTheServer() {
        connectThroughNetwork(TestHandler.succeeding("hello"));
        network.freeze();
        Eventually.until("the client notices", () -> bed.was(LinkState.DISCONNECTED));
        Eventually.until("the server notices", () -> bed.heard.disconnected.size() == 1);
        assertThat(bed.states).anySatisfy(state -> assertThat(state).contains("nothing heard for 900 ms"));
        assertThat(bed.server.clients()).isEmpty();

        network.thaw();
        Eventually.until("they are together again", () -> bed.server.clients().size() == 1);
    }

    @Test
    void aClientFindsItsServerAgainAfterARestart() {
        bed.connect(TestHandler.succeeding("hello"));
        bed.restartServer();
        Eventually.until("connected again", () -> bed.heard.connected.size() == 2);
        ConnectedClient client = bed.heard.connected.get(1);
        bed.server.send(client.sessionId(), LinkBed.dispatch("t1", "hello"));
        Eventually.until("reported", () -> bed.heard.reports.size() == 1);
    }

    @Test
    void aClientStartedBeforeItsServerConnectsWhenItIsThere() {
        bed.server.close();
        bed.started(bed.builder(TestHandler.succeeding("hello")));
        Eventually.until("it could not", () -> bed.was(LinkState.DISCONNECTED));
        bed.restartServer();
        Eventually.until("connected", () -> bed.server.clients().size() == 1);
    }

    private ConnectedClient connectThroughNetwork(TestHandler handler) {
        return bed.connect(bed.builderTo(network.port(), handler));
    }

    private ConnectedClient cutAndReconnect() {
        int before = bed.heard.connected.size();
        network.cut();
        Eventually.until("connected again", () -> bed.heard.connected.size() > before);
        return bed.heard.connected.get(before);
    }
}
