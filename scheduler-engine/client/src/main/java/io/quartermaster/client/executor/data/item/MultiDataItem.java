package io.quartermaster.client.executor.data.item;

import java.util.List;

/// Several items, for a writer whose `getCountPerWrite()` is more than 1, and at the end of a chunk perhaps a single
/// one: `((MultiDataItem<Account>) dataItem).getItemList()`. Immutable.
public class MultiDataItem<T> implements IDataItem<T> {
    private final List<T> itemList;

    public MultiDataItem(List<T> itemList) {
        this.itemList = List.copyOf(itemList);
    }

    @Override
    public DataItemType getType() {
        return DataItemType.MULTIPLE;
    }

    /// Never empty.
    public List<T> getItemList() {
        return itemList;
    }
}
