package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.model.TraceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class DispatchTest {
    private final LinkBed bed = new LinkBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aDispatchReachesItsHandlerWithEverythingItCarries() {
        TestHandler handler = TestHandler.succeeding("hello");
        ConnectedClient client = bed.connect(handler);
        Instant due = Instant.parse("2026-11-21T08:00:00Z");
        Map<String, Object> params =
                Map.of("name", "x", "month", 11, "big", 5_000_000_000L, "dry", true, "zones", List.of("A", "B"));
        send(
                client,
                new Dispatch(
                        "t1", new TraceId("trace-t1"), "nightly", "hello", true, params, 2, 3, due, due.plusMillis(4)));

        Report report = onlyReport();
        assertThat(report.success()).isTrue();
        assertThat(report.trace()).isEqualTo(new TraceId("trace-t1"));
        assertThat(report.message()).isNull();
        var context = handler.calls.get(0);
        params.forEach((key, value) -> assertThat(context.getCustomParam(key)).isEqualTo(value));
        assertThat(context.getCustomParam("absent")).isNull();
        assertThat(context.getSharding()).isEqualTo(2);
        assertThat(context.getShardingCount()).isEqualTo(3);
        assertThat(context.getHandler()).isEqualTo("hello");
        assertThat(context.getJobName()).isEqualTo("nightly");
        assertThat(context.getTracerId()).isEqualTo("trace-t1");
        assertThat(context.getDueTime()).isEqualTo(due);
        assertThat(context.getFireTime()).isEqualTo(due.plusMillis(4));
    }

    @Test
    void whatIsGatheredGoesOutTogetherWhenItIsFlushed() {
        TestHandler handler = TestHandler.succeeding("hello");
        ConnectedClient client = bed.connect(handler);
        List<CompletionStage<Void>> handedOver = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            handedOver.add(bed.server.gather(client.sessionId(), LinkBed.dispatch("t" + i, "hello")));
        }
        bed.server.flush(client.sessionId());

        Eventually.until("all are handed over", () -> handedOver.stream()
                .allMatch(stage -> stage.toCompletableFuture().isDone()));
        Eventually.until("all have run", () -> handler.calls.size() == 100);
    }

    @Test
    void moreThanAFrameHoldsDoesNotWaitForTheFlush() {
        TestHandler handler = TestHandler.succeeding("hello");
        ConnectedClient client = bed.connect(handler);
        for (int i = 0; i < 10_000; i++) {
            bed.server.gather(client.sessionId(), LinkBed.dispatch("t" + i, "hello"));
        }
        bed.server.flush(client.sessionId());
        Eventually.until("all have run", () -> handler.calls.size() == 10_000);
    }

    @Test
    void whatIsGatheredForAClientThatIsGoneFails() {
        assertThatThrownBy(() -> bed.server
                        .gather("nobody", LinkBed.dispatch("t1", "hello"))
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(ClientGone.class);
        bed.server.flush("nobody");
    }

    @Test
    void whatAHandlerPutsComesBackWithItsResult() {
        ConnectedClient client = bed.connect(TestHandler.doing("counts", context -> {
            context.putCustomParams("count", (Integer) Objects.requireNonNull(context.getCustomParam("count")) + 1);
            context.putCustomParams("forSettle", true);
            context.putCustomParams("sharding", List.of("a", "b"));
            return ClientCommonResult.buildSuccessResult();
        }));
        send(client, LinkBed.dispatch("t1", "counts", Map.of("count", 41)));
        assertThat(onlyReport().params())
                .isEqualTo(Map.of("count", 42, "forSettle", true, "sharding", List.of("a", "b")));
    }

    @Test
    void aFailResultKeepsItsMessage() {
        ConnectedClient client =
                bed.connect(TestHandler.doing("fails", context -> ClientCommonResult.buildFailResult("no money left")));
        send(client, LinkBed.dispatch("t1", "fails"));
        assertThat(onlyReport().success()).isFalse();
        assertThat(onlyReport().message()).isEqualTo("no money left");
    }

    @Test
    void aHandlerThatThrowsIsAFailureWithClassAndMessageAndAStackTraceInTheClientsLog() {
        try (CapturedLog error = new CapturedLog("scheduler.common-error")) {
            ConnectedClient client = bed.connect(TestHandler.doing("throws", context -> {
                throw new StackOverflowError("deep");
            }));
            send(client, LinkBed.dispatch("t1", "throws"));
            assertThat(onlyReport().message()).isEqualTo("java.lang.StackOverflowError: deep");
            assertThat(error.lines).contains("trigger t1 failed in handler throws");
        }
    }

    @Test
    void aHandlerThatReturnsNothingIsAFailure() {
        ConnectedClient client = bed.connect(TestHandler.doing("null", context -> null));
        send(client, LinkBed.dispatch("t1", "null"));
        assertThat(onlyReport().message()).isEqualTo("handler null returned no result");
    }

    @Test
    void anUnknownHandlerAndAHandlerOfTheWrongKindAreFailuresInKnownWords() {
        ConnectedClient client = bed.connect(new IJobHandler() {
            @Override
            public String getName() {
                return "odd";
            }

            @Override
            public @Nullable Executor getThreadPool() {
                return null;
            }
        });
        send(client, LinkBed.dispatch("t1", "absent"));
        send(client, LinkBed.dispatch("t2", "odd"));
        Eventually.until("both reported", () -> bed.heard.reports.size() == 2);
        assertThat(bed.heard.reports.stream().map(Report::message))
                .containsExactlyInAnyOrder(
                        "handler absent is not registered", "type of handler odd is not ISimpleJobHandler");
        assertThat(client.handlers()).isEmpty();
    }

    @Test
    void aHandlerWhosePoolFailsIsAFailureAndTheNextDispatchIsRead() {
        Executor broken = task -> {
            throw new IllegalStateException("no pool today");
        };
        ConnectedClient client = bed.connect(bed.builder(
                new TestHandler("broken", broken, context -> ClientCommonResult.buildSuccessResult()),
                TestHandler.succeeding("hello")));

        send(client, LinkBed.dispatch("t1", "broken"));
        send(client, LinkBed.dispatch("t2", "hello"));

        Eventually.until("both are answered", () -> bed.heard.reports.size() == 2);
        assertThat(bed.heard.reports.get(0).message()).contains("no pool today");
        assertThat(bed.heard.reports.get(1).success()).isTrue();
    }

    @Test
    void progressLinesArriveInOrderAndBeforeTheResult() {
        ConnectedClient client = bed.connect(TestHandler.doing("slow", context -> {
            context.reportProgress("one");
            context.reportProgress("two");
            return ClientCommonResult.buildSuccessResult();
        }));
        send(client, LinkBed.dispatch("t1", "slow"));
        onlyReport();
        assertThat(bed.heard.order).containsExactly("one", "two", "report");
        assertThat(bed.heard.progress.get(0).trace()).isEqualTo(new TraceId("trace-t1-000"));
    }

    @Test
    void theTraceIdIsInTheLoggingContextWhileTheHandlerRuns() {
        List<String> seen = new CopyOnWriteArrayList<>();
        ConnectedClient client = bed.connect(TestHandler.doing("mdc", context -> {
            seen.add(MDC.get("traceId"));
            return ClientCommonResult.buildSuccessResult();
        }));
        send(client, LinkBed.dispatch("t1", "mdc"));
        onlyReport();
        assertThat(seen).containsExactly("trace-t1-000");
    }

    @Test
    void aOnewayDispatchRunsAndReportsNothing() {
        CountDownLatch ran = new CountDownLatch(1);
        ConnectedClient client = bed.connect(
                TestHandler.doing("oneway", context -> {
                    ran.countDown();
                    return ClientCommonResult.buildSuccessResult();
                }),
                TestHandler.succeeding("after"));
        Dispatch callback = LinkBed.dispatch("t1", "oneway");
        send(
                client,
                new Dispatch(
                        "t1",
                        callback.trace(),
                        "nightly",
                        "oneway",
                        false,
                        Map.of(),
                        0,
                        1,
                        callback.due(),
                        callback.fired()));
        Eventually.until("it ran", () -> ran.getCount() == 0);
        send(client, LinkBed.dispatch("t2", "after"));
        assertThat(onlyReport().triggerId()).isEqualTo("t2");
    }

    @Test
    void aRepeatedTriggerIsNotRunTwiceAndItsResultIsSentAgain() {
        TestHandler handler = TestHandler.succeeding("hello");
        ConnectedClient client = bed.connect(handler);
        send(client, LinkBed.dispatch("t1", "hello"));
        onlyReport();
        send(client, LinkBed.dispatch("t1", "hello"));
        Eventually.until("reported again", () -> bed.heard.reports.size() == 2);
        assertThat(handler.calls).hasSize(1);
        assertThat(bed.heard.reports.get(1)).isEqualTo(bed.heard.reports.get(0));
    }

    @Test
    void twoThousandDispatchesAreAllAnsweredOnce() {
        ConnectedClient client = bed.connect(TestHandler.succeeding("hello"));
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            sent.add("t" + i);
            bed.server.send(client.sessionId(), LinkBed.dispatch("t" + i, "hello"));
        }
        Eventually.until("all reported", () -> bed.heard.reports.size() >= 2_000);
        assertThat(bed.heard.reportedTriggers()).hasSize(2_000).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void aDispatchToASessionThatEndedFailsAtOnce() {
        CompletionStage<Void> sent = bed.server.send("no-such-session", LinkBed.dispatch("t1", "hello"));
        assertThatThrownBy(() -> sent.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ClientGone.class);
    }

    private void send(ConnectedClient client, Dispatch dispatch) {
        bed.server.send(client.sessionId(), dispatch).toCompletableFuture().join();
    }

    private Report onlyReport() {
        Eventually.until("reported", () -> !bed.heard.reports.isEmpty());
        assertThat(bed.heard.reports).hasSize(1);
        return bed.heard.reports.get(0);
    }
}
