package io.quartermaster.app.graph;

/// A mark at the corner of a node. Immutable.
///
/// @param token name of the colour's token
public record Corner(String token, String icon) {
    public static final Corner ERROR = new Corner("failed", "fth-alert-circle");
    public static final Corner WARNING = new Corner("waiting", "fth-alert-triangle");
    /// Something halts here.
    public static final Corner STOP = new Corner("failed", "fth-pause-circle");
}
