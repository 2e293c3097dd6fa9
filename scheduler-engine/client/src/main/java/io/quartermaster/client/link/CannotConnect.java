package io.quartermaster.client.link;

/// An attempt that failed before it reached the network; the message says why and is for operators.
final class CannotConnect extends Exception {
    private static final long serialVersionUID = 1L;

    CannotConnect(String message, Throwable cause) {
        super(message, cause);
    }
}
