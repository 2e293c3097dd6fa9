package io.quartermaster.client.common;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a handler's work ended. Immutable.
public final class ClientCommonResult {
    private static final ClientCommonResult SUCCESS = new ClientCommonResult(true, null);

    private final boolean success;
    private final @Nullable String msg;

    private ClientCommonResult(boolean success, @Nullable String msg) {
        this.success = success;
        this.msg = msg;
    }

    public static ClientCommonResult buildSuccessResult() {
        return SUCCESS;
    }

    /// @param msg shown to operators in the record of the firing
    public static ClientCommonResult buildFailResult(String msg) {
        return new ClientCommonResult(false, Objects.requireNonNull(msg, "msg"));
    }

    public boolean isSuccess() {
        return success;
    }

    /// Null for a success.
    public @Nullable String getMsg() {
        return msg;
    }

    @Override
    public String toString() {
        return success ? "success" : "failure: " + msg;
    }
}
