package io.quartermaster.client.executor.data.reader;

import io.quartermaster.client.executor.data.item.LoadData;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import org.jspecify.annotations.Nullable;

/// Reads the items of a chunk. Made anew for each chunk unless the handler gives the same one again; called by one
/// thread of the chunk at a time, so what it remembers of where it is belongs in it only when it is made anew.
///
/// ```java
/// public LoadData<Account> read(ClusterJobExecuteContext context) {
///     List<Account> page = accounts.unsettled((RangeChunkData) context.getChunk(), 500);
///     return new LoadData<>(page, page.size() == 500);
/// }
/// ```
public interface IReader<T> {
    /// The next items. It is called again as long as the answer says there are more.
    ///
    /// @throws Exception ends the chunk as failed; what was read before is processed and written
    LoadData<T> read(ClusterJobExecuteContext context) throws Exception;

    /// How many milliseconds to wait before reading again when nothing was read though there is more; null for 100.
    @Nullable
    Integer waitIntervalWhenNoData();
}
