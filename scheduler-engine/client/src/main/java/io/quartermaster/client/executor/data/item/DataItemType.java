package io.quartermaster.client.executor.data.item;

/// How many items a writer is given at once.
public enum DataItemType {
    /// One: a [SingleDataItem].
    SINGLE,
    /// One or more: a [MultiDataItem].
    MULTIPLE
}
