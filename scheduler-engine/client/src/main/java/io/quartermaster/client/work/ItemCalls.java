package io.quartermaster.client.work;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.executor.data.item.IDataItem;
import io.quartermaster.client.executor.data.item.MultiDataItem;
import io.quartermaster.client.executor.data.item.SingleDataItem;
import io.quartermaster.client.executor.data.processor.IProcessor;
import io.quartermaster.client.executor.data.writer.IWriter;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The calls of a chunk's processor and writer; whatever those do becomes an outcome. Thread-safe, as they must be.
///
/// @param <I> what is processed
/// @param <O> what is written
final class ItemCalls<I, O> {
    private final ClusterJobExecuteContext context;
    private final @Nullable IProcessor<I, O> processor;
    private final @Nullable IWriter<O> writer;
    private final int perWrite;

    ItemCalls(ClusterJobExecuteContext context, @Nullable IProcessor<I, O> processor, @Nullable IWriter<O> writer) {
        this.context = context;
        this.processor = processor;
        this.writer = writer;
        this.perWrite = writer == null ? 1 : Math.max(1, writer.getCountPerWrite());
    }

    /// What became of an item, or of a batch of them.
    ///
    /// @param made what is to be written; null when there is nothing
    /// @param failure null when all went well
    record Outcome<O>(@Nullable O made, @Nullable String failure, @Nullable Throwable thrown) {}

    ClusterJobExecuteContext context() {
        return context;
    }

    boolean writes() {
        return writer != null;
    }

    int perWrite() {
        return perWrite;
    }

    Outcome<O> process(I item) {
        IProcessor<I, O> own = processor;
        return own == null ? asRead(item) : guarded(() -> processed(own.process(context, item)));
    }

    Outcome<O> write(List<O> batch) {
        IWriter<O> own = Objects.requireNonNull(writer);
        IDataItem<O> data = perWrite == 1 ? new SingleDataItem<>(batch.get(0)) : new MultiDataItem<>(batch);
        return guarded(() -> written(own.write(context, data)));
    }

    /// Only the first of a chunk is worth a stack trace.
    void tellFirst(Outcome<O> outcome) {
        WorkLogs.ERROR.error(
                "an item of chunk {} failed in handler {}: {}; the others go on",
                context.getChunkId(),
                context.getHandler(),
                outcome.failure(),
                outcome.thrown());
    }

    @SuppressWarnings("unchecked") // without a processor what is read is what is written
    private Outcome<O> asRead(I item) {
        return new Outcome<>((O) item, null, null);
    }

    private Outcome<O> processed(@Nullable DataProcessResult<O> result) {
        if (result == null) {
            return new Outcome<>(null, "its processor returned no result", null);
        }
        return result.isSuccess()
                ? new Outcome<>(result.getData(), null, null)
                : new Outcome<>(null, reason(result.getMessage()), null);
    }

    private Outcome<O> written(@Nullable ClientCommonResult result) {
        if (result == null) {
            return new Outcome<>(null, "its writer returned no result", null);
        }
        return new Outcome<>(null, result.isSuccess() ? null : reason(result.getMsg()), null);
    }

    private Outcome<O> guarded(Callable<Outcome<O>> call) {
        try {
            return call.call();
        } catch (Throwable thrown) {
            // The edge of a task: an Error in business code must fail an item too, not leave a chunk without an end.
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return new Outcome<>(null, WorkLogs.described(thrown), thrown);
        }
    }

    private static String reason(@Nullable String message) {
        return message == null || message.isEmpty() ? "no reason was given" : message;
    }
}
