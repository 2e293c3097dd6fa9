package io.quartermaster.store.engine;

import org.jspecify.annotations.Nullable;

/// Cuts what others said to what a column holds: a handler's long message must not fail the record it belongs to.
final class Text {
    /// Well below a `text` column's 65,535 bytes, at four bytes a character.
    static final int LONG = 16_000;

    private Text() {}

    static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }

    static @Nullable String cutNullable(@Nullable String text) {
        return text == null ? null : cut(text, LONG);
    }
}
