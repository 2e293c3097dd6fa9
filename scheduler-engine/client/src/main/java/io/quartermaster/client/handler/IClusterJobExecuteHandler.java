package io.quartermaster.client.handler;

import io.quartermaster.client.executor.data.processor.IProcessor;
import io.quartermaster.client.executor.data.reader.IReader;
import io.quartermaster.client.executor.data.writer.IWriter;
import io.quartermaster.client.executor.limiter.ILimiter;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.Progress;
import org.jspecify.annotations.Nullable;

/// The last layer of a cluster job: does the work of a chunk. Its items go from the reader through the limiter to the
/// processor and on to the writer, through bounded queues; many are processed and written at once. An item that fails
/// does not stop the others, but fails the chunk, which is then tried again as often as the job allows: so writing
/// what was written before must do no harm.
///
/// `preExecute`, reading and `postExecute` of a chunk run one after the other on one thread, which the client has for
/// each chunk it takes ([#getRoom]). Processing and writing run in the pools they name, else in that of
/// [#getThreadPool], else in those of the client. The trace id is in the MDC on all of them.
///
/// ```java
/// final class Settle implements IClusterJobExecuteHandler<Account, Account> {
///     public String getName() { return "settle"; }
///     public ThreadPoolExecutor getThreadPool() { return null; }
///     public void preExecute(ClusterJobExecuteContext context) {}
///     public IReader<Account> getReader() { return new UnsettledAccounts(); }
///     public IProcessor<Account, Account> getProcessor() { return new Interest(); }
///     public IWriter<Account> getWriter() { return new AccountTable(); }
///     public ILimiter getLimiter() { return new DefaultLimiter(500); }
///     public void postExecute(ClusterJobExecuteContext context) {}
///     public Progress calProgress(ClusterJobExecuteContext context) { return null; }
///     public boolean isProcessAsync() { return false; }
/// }
/// ```
///
/// @param <I> what is read
/// @param <O> what is written
public interface IClusterJobExecuteHandler<I, O> extends IClusterJobHandler {
    /// Called before anything is read; what it throws fails the chunk, and nothing more is called.
    void preExecute(ClusterJobExecuteContext context);

    /// Asked once for each chunk.
    IReader<I> getReader();

    /// Asked once for each chunk; null hands items to the writer as they were read.
    @Nullable
    IProcessor<I, O> getProcessor();

    /// Asked once for each chunk; null when processing is all there is to do.
    @Nullable
    IWriter<O> getWriter();

    /// Asked once for each run on this client, all of whose chunks share it. With null the rate that operators set for
    /// the job is kept all the same.
    @Nullable
    ILimiter getLimiter();

    /// Called when nothing of the chunk is under way any more, also after a failure; what it throws fails the chunk.
    void postExecute(ClusterJobExecuteContext context);

    /// How far a chunk is. Asked every three seconds while it runs, on a thread of its own, at the same time as all
    /// else; null when the counts of items read and written say it.
    @Nullable
    Progress calProgress(ClusterJobExecuteContext context);

    /// Whether the reader may be called again while what it read before is still being processed or written. With false
    /// that is all written first, so a reader that looks for rows not done yet does not find the same ones twice.
    boolean isProcessAsync();

    /// Writes an item as text, for jobs whose items are processed on other machines than they are read on. Strings
    /// travel as they are; a handler of other items overrides this and [#decodeItem].
    ///
    /// @throws UnsupportedOperationException when the item is no String and this is not overridden
    default String encodeItem(I item) {
        if (item instanceof String text) {
            return text;
        }
        throw new UnsupportedOperationException("items of " + getName() + " are of " + item.getClass()
                + ": to send them to other machines its encodeItem and decodeItem must be overridden");
    }

    /// Reads what [#encodeItem] wrote, on another machine.
    @SuppressWarnings("unchecked") // the default goes with that of encodeItem, which lets nothing but Strings pass
    default I decodeItem(String text) {
        return (I) text;
    }
}
