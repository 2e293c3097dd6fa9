package io.quartermaster.server;

/// What is wrong with a server's configuration, as one line that says what to do.
final class ConfigProblem extends Exception {
    private static final long serialVersionUID = 1;

    ConfigProblem(String message) {
        super(message);
    }
}
