package io.quartermaster.app.graph;

/// How an edge stands out. Never by colour alone: those that are told apart also differ in width or dashes.
public enum Tone {
    USUAL("faint", 1.2, 0),
    /// A run went this way.
    TAKEN("ok", 2, 0),
    /// A run went past it, and will not come back.
    NOT_TAKEN("line-strong", 1, 4),
    /// It decided when a run ended.
    CRITICAL("accent-text", 3, 0),
    ADDED("ok", 2.5, 0),
    REMOVED("failed", 2, 7);

    private final String token;
    private final double width;
    private final double dash;

    Tone(String token, double width, double dash) {
        this.token = token;
        this.width = width;
        this.dash = dash;
    }

    String token() {
        return token;
    }

    double width() {
        return width;
    }

    /// Length of its dashes, 0 for none.
    double dash() {
        return dash;
    }
}
