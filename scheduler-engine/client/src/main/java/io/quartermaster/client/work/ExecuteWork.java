package io.quartermaster.client.work;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.executor.data.processor.IProcessor;
import io.quartermaster.client.executor.data.writer.IWriter;
import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.Progress;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.WireChunkData;
import io.quartermaster.client.wire.WireChunkResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A chunk in the hands of an execute handler: all of it, or, where reading and processing are on different machines,
/// one of the two. Confined to the chunk's thread.
///
/// @param <I> what is read
/// @param <O> what is written
final class ExecuteWork<I, O> implements Work {
    private final IClusterJobExecuteHandler<I, O> handler;
    private final ClusterWork client;
    private final RunShare share;
    private final Firing firing;
    private @Nullable ClusterJobExecuteContext context;
    private @Nullable WireChunkResult counts;

    ExecuteWork(IClusterJobExecuteHandler<I, O> handler, ClusterWork client, RunShare share, Firing firing) {
        this.handler = handler;
        this.client = client;
        this.share = share;
        this.firing = firing;
    }

    @Override
    public ClientCommonResult run(RunSignals signals) throws Exception {
        WireChunkData given = firing.chunk().getData();
        ItemBatch batch = firing.chunk().getTask() == ChunkTask.PROCESS ? ItemBatch.of(given) : null;
        ClusterJobExecuteContext made = new ClusterJobExecuteContext(
                firing.trigger(),
                firing.ids(),
                ChunkDataCodec.decoded(batch == null ? given : batch.origin(), handler),
                firing.params(),
                signals::progress,
                signals::stopRequested);
        context = made;
        handler.preExecute(made);
        ClientCommonResult result = null;
        try {
            result = through(
                    batch == null ? new ReaderItems<>(handler, made) : new BatchItems<>(handler, batch),
                    sink(made),
                    made,
                    signals);
        } finally {
            afterwards(made, result, signals);
        }
        return result;
    }

    private ItemSink<I> sink(ClusterJobExecuteContext made) {
        if (firing.chunk().getTask() == ChunkTask.READ) {
            return new BatchSink<>(
                    handler, firing.chunk().getData(), client.settings().largestReport());
        }
        IProcessor<I, O> processor = handler.getProcessor();
        IWriter<O> writer = handler.getWriter();
        Stages<I, O> stages = new Stages<>(
                new ItemCalls<>(made, processor, writer),
                StagePool.of(
                        processor == null ? null : processor.getProcessThreadPool(),
                        handler.getThreadPool(),
                        client.processPool()),
                StagePool.of(
                        writer == null ? null : writer.getWriteThreadPool(),
                        handler.getThreadPool(),
                        client.writePool()));
        return new PipelineSink<>(stages, share.limiter(handler), handler.isProcessAsync());
    }

    private ClientCommonResult through(
            ItemSource<I> from, ItemSink<I> to, ClusterJobExecuteContext made, RunSignals signals) {
        signals.onStop(to::stop);
        Exception thrown = null;
        try (ProgressAsker.Asking asking = client.asker().begin(() -> tellProgress(made, to, signals))) {
            from.to(to);
        } catch (Exception e) {
            // The edge of a task: what business code throws becomes the chunk's result, together with its counts.
            thrown = e;
        } finally {
            to.settle();
        }
        String failure = failure(to, thrown, signals);
        counts = to.result();
        return failure == null ? ClientCommonResult.buildSuccessResult() : ClientCommonResult.buildFailResult(failure);
    }

    private @Nullable String failure(ItemSink<I> to, @Nullable Exception thrown, RunSignals signals) {
        if (signals.stopRequested()) {
            return "it was stopped: " + to.soFar();
        }
        if (thrown == null) {
            return to.failure();
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        WorkLogs.ERROR.error("chunk {} failed in handler {}", firing.ids().chunk(), handler.getName(), thrown);
        return WorkLogs.described(thrown) + " (" + to.soFar() + ")";
    }

    private void afterwards(ClusterJobExecuteContext made, @Nullable ClientCommonResult result, RunSignals signals) {
        if (signals.stopRequested()) {
            // It has done its work; what closes the chunk in order must not be hit by it.
            Thread.interrupted();
        }
        try {
            handler.postExecute(made);
        } catch (RuntimeException e) {
            if (result != null && result.isSuccess()) {
                throw e;
            }
            WorkLogs.ERROR.error("postExecute of handler {} failed after its chunk did", handler.getName(), e);
        }
    }

    private void tellProgress(ClusterJobExecuteContext made, ItemSink<I> to, RunSignals signals) {
        try {
            Progress own = handler.calProgress(made);
            if (own != null) {
                signals.progress(own.getTotal(), own.getSucceed());
            } else {
                signals.progress(to.counted().getRead(), to.counted().getWritten());
            }
        } catch (RuntimeException e) {
            // The edge of a question: how far a chunk is is no reason for it to fail.
            WorkLogs.ERROR.error("calProgress of handler {} failed; the chunk goes on", handler.getName(), e);
        }
    }

    @Override
    public Map<String, Object> params() {
        return context == null ? Map.of() : context.putParams();
    }

    @Override
    public @Nullable WireChunkResult chunk() {
        return counts;
    }
}
