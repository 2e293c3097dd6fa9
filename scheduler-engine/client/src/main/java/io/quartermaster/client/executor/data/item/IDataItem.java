package io.quartermaster.client.executor.data.item;

/// What a writer is given: one item, or several.
///
/// ```java
/// switch (dataItem.getType()) {
///     case SINGLE -> save(((SingleDataItem<Account>) dataItem).getItem());
///     case MULTIPLE -> saveAll(((MultiDataItem<Account>) dataItem).getItemList());
/// }
/// ```
public interface IDataItem<T> {
    DataItemType getType();
}
