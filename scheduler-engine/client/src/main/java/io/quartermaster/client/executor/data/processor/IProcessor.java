package io.quartermaster.client.executor.data.processor;

import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Does the work on each item. Called by many threads at once and must be thread-safe.
///
/// ```java
/// public DataProcessResult<Account> process(ClusterJobExecuteContext context, Account account) {
///     return new DataProcessResult<>(true, "", account.withInterest());
/// }
/// ```
///
/// @param <I> what the reader reads
/// @param <O> what the writer writes
public interface IProcessor<I, O> {
    /// @return what goes to the writer, or why there is nothing
    /// @throws Exception counts as a failure of this item; the others go on, and the chunk fails in the end
    DataProcessResult<O> process(ClusterJobExecuteContext context, I item) throws Exception;

    /// The pool that processes; null for the handler's, and if that has none either for the client's. Its owner closes
    /// it. No thread of it ever waits for another thread of the chunk.
    @Nullable
    Executor getProcessThreadPool();
}
