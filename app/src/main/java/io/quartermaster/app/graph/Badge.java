package io.quartermaster.app.graph;

/// What is told of a node beside what it is, always as colour, icon and word. Immutable.
///
/// @param token    name of the colour's token
/// @param note     what else there is room for: a pass, a count, how long; may be empty
/// @param progress of its work, 0 to 1; below 0 when it is not known
/// @param faint    whether the node steps back behind the others
public record Badge(String token, String icon, String word, String note, double progress, boolean faint) {
    public static final double UNKNOWN = -1;

    public static Badge of(String token, String icon, String word) {
        return new Badge(token, icon, word, "", UNKNOWN, false);
    }

    public Badge withNote(String now) {
        return new Badge(token, icon, word, now, progress, faint);
    }

    public Badge withProgress(double now) {
        return new Badge(token, icon, word, note, now, faint);
    }

    public Badge withFaint(boolean now) {
        return new Badge(token, icon, word, note, progress, now);
    }

    /// As it is written beside its icon.
    String words() {
        return note.isEmpty() ? word : word + " · " + note;
    }
}
