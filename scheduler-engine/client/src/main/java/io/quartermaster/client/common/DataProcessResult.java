package io.quartermaster.client.common;

import org.jspecify.annotations.Nullable;

/// What became of one item. Immutable as long as its data is.
///
/// ```java
/// return new DataProcessResult<>(true, "", settled);
/// ```
///
/// @param <T> what the writer is given
public class DataProcessResult<T> {
    private final boolean success;
    private final @Nullable String message;
    private final @Nullable T data;

    /// @param message why it failed; the first one of a chunk is shown to operators
    /// @param data goes to the writer; null when there is nothing to write, which is well too
    public DataProcessResult(boolean success, @Nullable String message, @Nullable T data) {
        this.success = success;
        this.message = message;
        this.data = data;
    }

    public boolean isSuccess() {
        return success;
    }

    public @Nullable String getMessage() {
        return message;
    }

    public @Nullable T getData() {
        return data;
    }
}
