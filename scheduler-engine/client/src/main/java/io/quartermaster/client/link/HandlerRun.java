package io.quartermaster.client.link;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.log.ClientLog;
import io.quartermaster.client.model.JobExecuteContext;
import io.quartermaster.client.model.JobTrigger;
import io.quartermaster.client.wire.Communication;
import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.client.wire.WireProgress;
import io.quartermaster.client.wire.WireReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// One trigger on its way through a handler. Whatever the handler does, exactly one end is told. Confined to the thread
/// that runs the handler.
final class HandlerRun {
    private static final int LONGEST_MESSAGE = 16_384;
    private static final int LONGEST_LINE = 4_096;
    private static final String STOPPED = "it was stopped before it began";

    private final WireDispatch dispatch;
    private final InstantSource clock;
    private final ResultSink server;
    private final Instant started;
    // Set before it is run, and not after that.
    private Consumer<WireReport> ended = report -> {};
    // All below are guarded by this; the last is written so, and read by whoever likes.
    private @Nullable Thread runner;
    private long stopNanos;
    private volatile boolean stopRequested;

    HandlerRun(WireDispatch dispatch, InstantSource clock, ResultSink server) {
        this.dispatch = dispatch;
        this.clock = clock;
        this.server = server;
        this.started = clock.instant();
    }

    /// Who is told its end, with what is to be reported unless it is a ONEWAY run.
    void onEnd(Consumer<WireReport> listener) {
        ended = listener;
    }

    WireDispatch dispatch() {
        return dispatch;
    }

    String id() {
        return dispatch.getTriggerId();
    }

    void run(ISimpleJobHandler handler) {
        Instant began = clock.instant();
        try (MDC.MDCCloseable ignored = MDC.putCloseable(ClientLog.TRACE, dispatch.getTraceId())) {
            JobExecuteContext context = new JobExecuteContext(
                    trigger(), WireParams.fromWire(dispatch.getParamsMap()), this::progress, () -> stopRequested);
            ClientCommonResult result =
                    begins() ? called(handler, context) : ClientCommonResult.buildFailResult(STOPPED);
            end(began, result, context.putParams());
        }
    }

    /// Asks the handler to end, once however often this is called: it may look for that, and its thread is interrupted.
    void stop() {
        synchronized (this) {
            if (stopRequested) {
                return;
            }
            stopRequested = true;
            stopNanos = System.nanoTime();
            if (runner != null) {
                runner.interrupt();
            }
        }
        ClientLogs.DEFAULT.warn("trigger {} is asked to stop", dispatch.getTriggerId());
    }

    long firedMillis() {
        return dispatch.getFiredMs();
    }

    boolean isReported() {
        return dispatch.getCommunication() != Communication.ONEWAY;
    }

    /// @return false when it was stopped while it waited for a thread
    private synchronized boolean begins() {
        runner = stopRequested ? null : Thread.currentThread();
        return !stopRequested;
    }

    /// The thread is the pool's: an interruption that came for this run must not hit the next one on it.
    private ClientCommonResult called(ISimpleJobHandler handler, JobExecuteContext context) {
        try {
            return call(handler, context);
        } finally {
            synchronized (this) {
                runner = null;
                if (stopRequested) {
                    Thread.interrupted();
                }
            }
        }
    }

    /// The run ends without having reached a handler.
    void fail(String reason) {
        ClientLogs.ERROR.error(
                "trigger {} of job {} failed: {}", dispatch.getTriggerId(), dispatch.getJobName(), reason);
        end(started, ClientCommonResult.buildFailResult(reason), Map.of());
    }

    private ClientCommonResult call(ISimpleJobHandler handler, JobExecuteContext context) {
        ClientLogs.DEFAULT.info("trigger {} runs handler {}", dispatch.getTriggerId(), dispatch.getHandler());
        try {
            ClientCommonResult result = handler.handle(context);
            if (result == null) {
                return ClientCommonResult.buildFailResult("handler " + dispatch.getHandler() + " returned no result");
            }
            ClientLogs.DEFAULT.info("trigger {} ended with {}", dispatch.getTriggerId(), result);
            return result;
        } catch (Throwable thrown) {
            // The edge of a task: an Error in business code must become a failed record too, not a run without an end.
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            ClientLogs.ERROR.error(
                    "trigger {} failed in handler {}", dispatch.getTriggerId(), dispatch.getHandler(), thrown);
            return ClientCommonResult.buildFailResult(described(thrown));
        }
    }

    private void end(Instant began, ClientCommonResult result, Map<String, Object> params) {
        ended.accept(report(began, result, params));
    }

    private WireReport report(Instant began, ClientCommonResult result, Map<String, Object> params) {
        WireReport.Builder report = WireReport.newBuilder()
                .setTriggerId(dispatch.getTriggerId())
                .setTraceId(dispatch.getTraceId())
                .setSuccess(result.isSuccess())
                .setFiredMs(dispatch.getFiredMs())
                .setStartedMs(began.toEpochMilli())
                .setFinishedMs(clock.instant().toEpochMilli());
        synchronized (this) {
            if (stopRequested) {
                report.setStoppedAfterMs((System.nanoTime() - stopNanos) / 1_000_000);
            }
        }
        if (result.getMsg() != null) {
            report.setMessage(shortened(result.getMsg(), LONGEST_MESSAGE));
        }
        WireReport whole = report.putAllParams(WireParams.toWire(params)).build();
        if (whole.getSerializedSize() <= LinkProtocol.MESSAGE_BYTES) {
            return whole;
        }
        String reason = "the parameters given back are larger than " + LinkProtocol.MESSAGE_BYTES + " bytes";
        ClientLogs.ERROR.error("trigger {} is reported as failed: {}", dispatch.getTriggerId(), reason);
        return report.clearParams().setSuccess(false).setMessage(reason).build();
    }

    private void progress(String line) {
        server.progress(WireProgress.newBuilder()
                .setTriggerId(dispatch.getTriggerId())
                .setTraceId(dispatch.getTraceId())
                .setText(shortened(line, LONGEST_LINE))
                .setAtMs(clock.instant().toEpochMilli())
                .build());
    }

    private JobTrigger trigger() {
        return new JobTrigger(
                dispatch.getTriggerId(),
                dispatch.getJobName(),
                dispatch.getHandler(),
                dispatch.getTraceId(),
                dispatch.getShard(),
                Math.max(1, dispatch.getShardCount()),
                Instant.ofEpochMilli(dispatch.getDueMs()),
                Instant.ofEpochMilli(dispatch.getFiredMs()));
    }

    private static String described(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getName() : thrown.getClass().getName() + ": " + message;
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
