package io.quartermaster.app.shell;

import java.util.Locale;
import java.util.OptionalInt;

/// How well what was typed fits a name: letters in order, better when together and at the start of words.
final class Fuzzy {
    private static final int TOGETHER = 8;
    private static final int WORD_START = 10;
    private static final int PREFIX = 20;

    private Fuzzy() {}

    /// Higher is better; empty when a letter is missing.
    static OptionalInt score(String typed, String name) {
        String wanted = typed.toLowerCase(Locale.ROOT).replace(" ", "");
        if (wanted.isEmpty()) {
            return OptionalInt.of(0);
        }
        String given = name.toLowerCase(Locale.ROOT);
        int score = given.startsWith(wanted) ? PREFIX : 0;
        int last = -2;
        int at = 0;
        for (int i = 0; i < wanted.length(); i++) {
            at = given.indexOf(wanted.charAt(i), at);
            if (at < 0) {
                return OptionalInt.empty();
            }
            if (at == last + 1) {
                score += TOGETHER;
            }
            if (at == 0 || !Character.isLetterOrDigit(given.charAt(at - 1))) {
                score += WORD_START;
            }
            last = at++;
        }
        return OptionalInt.of(score - given.length() / 8);
    }
}
