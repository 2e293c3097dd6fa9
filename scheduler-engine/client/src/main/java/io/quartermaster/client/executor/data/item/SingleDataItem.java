package io.quartermaster.client.executor.data.item;

/// One item, for a writer whose `getCountPerWrite()` is 1: `((SingleDataItem<Account>) dataItem).getItem()`. Immutable.
public class SingleDataItem<T> implements IDataItem<T> {
    private final T item;

    public SingleDataItem(T item) {
        this.item = item;
    }

    @Override
    public DataItemType getType() {
        return DataItemType.SINGLE;
    }

    public T getItem() {
        return item;
    }
}
