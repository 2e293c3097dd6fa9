package io.quartermaster.client.executor.data.item;

import java.util.List;

/// What a reader read: `new LoadData<>(page, page.size() == PAGE)`. Confined to the reader's thread.
public class LoadData<T> {
    private final List<T> list;
    private final boolean hasMore;

    /// @param list without nulls; may be empty
    /// @param hasMore whether the reader is to be called again
    public LoadData(List<T> list, boolean hasMore) {
        this.list = list;
        this.hasMore = hasMore;
    }

    public List<T> getList() {
        return list;
    }

    public boolean isHasMore() {
        return hasMore;
    }
}
