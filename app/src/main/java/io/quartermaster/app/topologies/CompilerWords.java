package io.quartermaster.app.topologies;

import java.util.regex.Pattern;

/// What the compiler of conditions says, made short.
final class CompilerWords {
    private static final Pattern WHERE = Pattern.compile("^ERROR: <input>:\\d+:\\d+: ");

    private CompilerWords() {}

    /// The first line without the place; the lines below repeat the expression and point into it.
    static String shortened(String words) {
        String first = words.lines().findFirst().orElse(words);
        return WHERE.matcher(first).replaceFirst("").replace(" (in container '')", "");
    }
}
