package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.journal.RunJournal;
import io.quartermaster.client.log.RunListener;
import io.quartermaster.client.model.chunk.IChunkData;
import io.quartermaster.client.model.chunk.ShardingChunkData;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.Question;
import io.quartermaster.client.wire.Questions;
import io.quartermaster.client.wire.Rates;
import io.quartermaster.client.wire.RunState;
import io.quartermaster.client.wire.WireChunk;
import io.quartermaster.client.wire.WireChunkData;
import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.client.wire.WireProgress;
import io.quartermaster.client.wire.WireRate;
import io.quartermaster.client.wire.WireReport;
import io.quartermaster.client.wire.Wish;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client's executions without its links: dispatches go in, and what a server would be told is looked at.
final class ChunkBed implements ResultSink, AutoCloseable {
    static final String RUN = "run-1";
    private static final long PATIENCE_S = 20;

    private final Executions executions;
    private final BlockingQueue<WireReport> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<WireProgress> lines = new LinkedBlockingQueue<>();
    private int triggers;

    ChunkBed(IJobHandler... handlers) {
        this(true, Duration.ofMillis(20), handlers);
    }

    ChunkBed(boolean remoteExecute, Duration progressEvery, IJobHandler... handlers) {
        Map<String, IJobHandler> byName = new LinkedHashMap<>();
        Arrays.stream(handlers).forEach(handler -> byName.put(handler.getName(), handler));
        executions = new Executions(
                byName, remoteExecute, InstantSource.system(), RunJournal.NONE, RunListener.NONE, progressEvery);
    }

    static WireChunkData sharding(String rule) {
        return WireChunkData.newBuilder()
                .setType(ShardingChunkData.TYPE)
                .setText(rule)
                .build();
    }

    static WireChunkData of(String type, IChunkData data) {
        return WireChunkData.newBuilder()
                .setType(type)
                .setText(data.parseToString())
                .build();
    }

    WireDispatch.Builder chunk(ChunkTask task, String handler, WireChunkData data) {
        WireDispatch.Builder dispatch = chunk(task, handler);
        dispatch.getChunkBuilder().setData(data);
        return dispatch;
    }

    WireDispatch.Builder chunk(ChunkTask task, String handler) {
        int number = ++triggers;
        return WireDispatch.newBuilder()
                .setTriggerId("t" + number)
                .setTraceId("trace-" + number)
                .setJobName("job")
                .setHandler(handler)
                .setFiredMs(7)
                .setChunk(WireChunk.newBuilder()
                        .setTask(task)
                        .setRunId(RUN)
                        .setExecuteId("execute-1")
                        .setChunkId("chunk-" + number));
    }

    WireDispatch.Builder simple(String handler) {
        return chunk(ChunkTask.EXECUTE, handler).clearChunk();
    }

    String accept(WireDispatch.Builder dispatch) throws InterruptedException {
        executions.accept(dispatch.build(), this);
        return dispatch.getTriggerId();
    }

    WireReport done(WireDispatch.Builder dispatch) throws InterruptedException {
        accept(dispatch);
        return report();
    }

    WireReport report() throws InterruptedException {
        WireReport report = reports.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertThat(report).as("a report").isNotNull();
        return report;
    }

    boolean nothingReported() {
        return reports.isEmpty();
    }

    WireProgress line() throws InterruptedException {
        WireProgress line = lines.poll(PATIENCE_S, TimeUnit.SECONDS);
        assertThat(line).as("a line of progress").isNotNull();
        return line;
    }

    RunState ask(String trigger, Wish wish) {
        return executions
                .answer(
                        Questions.newBuilder()
                                .addQuestion(Question.newBuilder()
                                        .setTriggerId(trigger)
                                        .setWish(wish))
                                .build(),
                        this)
                .getState(0);
    }

    void rate(int perSecond) {
        executions.rates(Rates.newBuilder()
                .addRate(WireRate.newBuilder().setRunId(RUN).setRate(perSecond))
                .build());
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void result(WireReport report) {
        reports.add(report);
    }

    @Override
    public void progress(WireProgress line) {
        lines.add(line);
    }

    @Override
    public void close() {
        executions.close(Duration.ZERO);
    }
}
