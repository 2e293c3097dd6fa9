package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.SchedulerClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a journal directory is for, over real links; that it outlives a killed process is JournalKillTest's.
class JournalLinkTest {
    private final LinkBed bed = new LinkBed();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void whatWasNotAcknowledgedIsReportedByTheNextProcessAndOnlyUntilItIs() {
        bed.heard.store = report -> new CompletableFuture<>();
        TestHandler handler = TestHandler.succeeding("hello");
        runOnce(handler);
        assertThat(bed.heard.reportedTriggers()).containsExactly("t1");

        bed.heard.store = report -> CompletableFuture.completedFuture(null);
        try (SchedulerClient second = journaled(handler).build()) {
            second.start();
            Eventually.until("reported again", () -> bed.heard.reports.size() == 2);
            assertThat(bed.heard.reportedTriggers()).containsExactly("t1", "t1");
        }
        ConnectedClient third = bed.connect(journaled(handler));
        bed.server.send(third.sessionId(), LinkBed.dispatch("t2", "hello"));
        Eventually.until("t2 is reported", () -> bed.heard.reportedTriggers().contains("t2"));
        assertThat(bed.heard.reportedTriggers()).containsExactly("t1", "t1", "t2");
    }

    @Test
    void aTriggerThatHadFinishedIsNotRunAgainAfterARestartButReported() {
        TestHandler handler = TestHandler.succeeding("hello");
        runOnce(handler);
        ConnectedClient second = bed.connect(journaled(handler));
        bed.server.send(second.sessionId(), LinkBed.dispatch("t1", "hello"));
        Eventually.until("reported again", () -> bed.heard.reports.size() == 2);
        assertThat(handler.calls).hasSize(1);
    }

    @Test
    void withoutAJournalARestartForgets() {
        TestHandler handler = TestHandler.succeeding("hello");
        ConnectedClient first = bed.connect(bed.builder(handler));
        bed.server.send(first.sessionId(), LinkBed.dispatch("t1", "hello"));
        Eventually.until("reported", () -> bed.heard.reports.size() == 1);
        ConnectedClient second = bed.connect(bed.builder(handler));
        bed.server.send(second.sessionId(), LinkBed.dispatch("t1", "hello"));
        Eventually.until("run again", () -> handler.calls.size() == 2);
    }

    @Test
    void inPlaceOfAServerThatIsGoneForGoodTheOthersAreTold() {
        bed.heard.store = report -> new CompletableFuture<>();
        TestHandler handler = TestHandler.succeeding("hello");
        runOnce(handler);
        try (LinkBed elsewhere = new LinkBed()) {
            elsewhere.started(elsewhere.builder(handler).journalDirectory(directory));
            Eventually.until("told", () -> elsewhere.heard.reportedTriggers().contains("t1"));
        }
    }

    @Test
    void aSecondClientWithTheSameDirectoryIsRefusedWithAReason() {
        bed.started(journaled(TestHandler.succeeding("hello")));
        assertThatThrownBy(() -> journaled(TestHandler.succeeding("hello")).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use by another client");
    }

    private void runOnce(TestHandler handler) {
        int before = bed.heard.connected.size();
        try (SchedulerClient first = journaled(handler).build()) {
            first.start();
            Eventually.until("connected", () -> bed.heard.connected.size() > before);
            bed.server.send(bed.heard.connected.get(before).sessionId(), LinkBed.dispatch("t1", "hello"));
            Eventually.until("reported", () -> bed.heard.reports.size() == 1);
        }
    }

    private SchedulerClientBuilder journaled(TestHandler handler) {
        return bed.builder(handler).journalDirectory(directory).closeGrace(Duration.ofMillis(300));
    }
}
