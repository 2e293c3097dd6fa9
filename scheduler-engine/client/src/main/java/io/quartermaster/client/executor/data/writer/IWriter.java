package io.quartermaster.client.executor.data.writer;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.executor.data.item.IDataItem;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Writes what was processed, one by one or in batches. Called by many threads at once and must be thread-safe; the
/// order of items is not kept.
///
/// ```java
/// public int getCountPerWrite() { return 100; }
/// public ClientCommonResult write(ClusterJobExecuteContext context, IDataItem<Account> items) {
///     accounts.update(((MultiDataItem<Account>) items).getItemList());
///     return ClientCommonResult.buildSuccessResult();
/// }
/// ```
public interface IWriter<T> {
    /// How many items a call is given: with 1 a single one, with more a list of at most that many.
    int getCountPerWrite();

    /// @return a failure counts for each item of the call
    /// @throws Exception the same
    ClientCommonResult write(ClusterJobExecuteContext context, IDataItem<T> dataItem) throws Exception;

    /// The pool that writes; null for the handler's, and if that has none either for the client's. Its owner closes it.
    /// No thread of it ever waits for another thread of the chunk.
    @Nullable
    Executor getWriteThreadPool();
}
