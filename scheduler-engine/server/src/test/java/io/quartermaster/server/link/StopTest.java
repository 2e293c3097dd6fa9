package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.wire.RunStates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a client does with questions about its runs, and with the wish to have one stopped.
class StopTest {
    private final LinkBed bed = new LinkBed();
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() {
        never.countDown();
        bed.close();
    }

    @Test
    void aStopInterruptsTheHandlerWhichCanSeeItAndItsEndIsReportedAndTold() {
        AtomicBoolean seen = new AtomicBoolean();
        ConnectedClient client = bed.connect(TestHandler.doing("waits", context -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                seen.set(context.isStopRequested());
            }
            return ClientCommonResult.buildFailResult("half done");
        }));
        bed.server.send(client.sessionId(), LinkBed.dispatch("7", "waits"));
        Eventually.until("it runs", () -> stage(client, Sighting.Wish.REPORT) == Sighting.Stage.RUNNING);
        assertThat(ask(client, Sighting.Wish.REPORT).fired()).isEqualTo(Instant.parse("2026-11-21T08:00:00.007Z"));

        assertThat(stage(client, Sighting.Wish.STOP)).isEqualTo(Sighting.Stage.RUNNING);

        Eventually.until("it has ended", () -> stage(client, Sighting.Wish.STOP) == Sighting.Stage.DONE);
        assertThat(seen).isTrue();
        assertThat(ask(client, Sighting.Wish.STOP).stoppedAfter()).isBetween(Duration.ZERO, Duration.ofSeconds(20));
        Eventually.until("it is reported", () -> bed.heard.reportedTriggers().contains("7"));
        assertThat(bed.heard.reports.getFirst().message()).isEqualTo("half done");
    }

    @Test
    void aHandlerThatDoesNotMindGoesOnAndIsInterruptedOnlyOnce() {
        CountDownLatch gate = new CountDownLatch(1);
        List<String> interruptions = new java.util.concurrent.CopyOnWriteArrayList<>();
        ConnectedClient client = bed.connect(TestHandler.doing("stubborn", context -> {
            while (gate.getCount() > 0) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    interruptions.add("once");
                }
            }
            return ClientCommonResult.buildSuccessResult();
        }));
        bed.server.send(client.sessionId(), LinkBed.dispatch("7", "stubborn"));
        Eventually.until("it runs", () -> stage(client, Sighting.Wish.STOP) == Sighting.Stage.RUNNING);
        Eventually.until("it is interrupted", () -> interruptions.size() == 1);

        for (int i = 0; i < 5; i++) {
            assertThat(stage(client, Sighting.Wish.STOP)).isEqualTo(Sighting.Stage.RUNNING);
        }

        gate.countDown();
        Eventually.until("it has ended", () -> stage(client, Sighting.Wish.STOP) == Sighting.Stage.DONE);
        assertThat(interruptions).hasSize(1);
    }

    @Test
    void theNextRunOnTheThreadOfAStoppedOneIsNotInterrupted() {
        try (ExecutorService one = Executors.newSingleThreadExecutor()) {
            AtomicBoolean spin = new AtomicBoolean(true);
            ConnectedClient client = bed.connect(new TestHandler("one", one, context -> {
                while (context.getTriggerId().equals("7") && spin.get() && !context.isStopRequested()) {
                    Thread.onSpinWait();
                }
                return Thread.currentThread().isInterrupted()
                                && context.getTriggerId().equals("9")
                        ? ClientCommonResult.buildFailResult("interrupted")
                        : ClientCommonResult.buildSuccessResult();
            }));
            bed.server.send(client.sessionId(), LinkBed.dispatch("7", "one"));
            bed.server.send(client.sessionId(), LinkBed.dispatch("8", "one"));
            bed.server.send(client.sessionId(), LinkBed.dispatch("9", "one"));
            Eventually.until(
                    "all are there",
                    () -> ask(client, "9", Sighting.Wish.REPORT).stage() == Sighting.Stage.RUNNING);

            ask(client, "8", Sighting.Wish.STOP);
            ask(client, "7", Sighting.Wish.STOP);

            Eventually.until("all are done", () -> bed.heard.reportedTriggers().contains("9"));
            assertThat(bed.heard.reports)
                    .filteredOn(report -> report.triggerId().equals("8"))
                    .first()
                    .satisfies(report -> assertThat(report.message()).isEqualTo("it was stopped before it began"));
            assertThat(bed.heard.reports)
                    .filteredOn(report -> report.triggerId().equals("9"))
                    .allSatisfy(report -> assertThat(report.success()).isTrue());
        }
    }

    @Test
    void whoAsksAfterARunThatIsDoneIsToldItsResultAgainAndAnUnknownOneIsUnknown() {
        ConnectedClient client = bed.connect(TestHandler.succeeding("hello"));
        bed.server.send(client.sessionId(), LinkBed.dispatch("7", "hello"));
        Eventually.until("it is reported", () -> bed.heard.reports.size() == 1);

        // The acknowledgement of the first report may come after the question and then settles the second one too.
        Eventually.until(
                "it is reported again",
                () -> stage(client, Sighting.Wish.REPORT) == Sighting.Stage.DONE && bed.heard.reports.size() > 1);
        assertThat(ask(client, "8", Sighting.Wish.STOP).stage()).isEqualTo(Sighting.Stage.UNKNOWN);
        assertThatThrownBy(() -> bed.server
                        .ask("nobody", WireForms.toWire(List.of("7"), Sighting.Wish.STOP))
                        .get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ClientGone.class);
    }

    private Sighting.Stage stage(ConnectedClient client, Sighting.Wish wish) {
        return ask(client, wish).stage();
    }

    private Sighting ask(ConnectedClient client, Sighting.Wish wish) {
        return ask(client, "7", wish);
    }

    private Sighting ask(ConnectedClient client, String trigger, Sighting.Wish wish) {
        RunStates states = bed.server
                .ask(client.sessionId(), WireForms.toWire(List.of(trigger), wish))
                .join();
        return WireForms.fromWire(states).getFirst();
    }
}
