package io.quartermaster.app.logs;

import java.util.Locale;

/// How bad a line is, judged leniently by the words in it: files of many programs are opened here, not only ours.
public enum Severity {
    /// Nothing stands out.
    PLAIN,
    /// `WARN`, `WARNING`, `TIMEOUT`.
    WARNING,
    /// `ERROR`, `FAILED`, `FATAL`, `SEVERE`, or an end in `, failed`, as a message job's line has it.
    ERROR;

    private static final String FAILED_ENDING = ", failed";

    /// Of one line. Level words count only in capitals and as whole words.
    public static Severity of(CharSequence line) {
        Severity worst = endsInFailed(line) ? ERROR : PLAIN;
        int length = line.length();
        int i = 0;
        while (i < length && worst != ERROR) {
            char c = line.charAt(i);
            if (!isWordPart(c)) {
                i++;
                continue;
            }
            int start = i;
            boolean capitals = true;
            while (i < length && isWordPart(line.charAt(i))) {
                capitals &= line.charAt(i) >= 'A' && line.charAt(i) <= 'Z';
                i++;
            }
            Severity word = capitals && i - start >= 4 && i - start <= 7 ? ofWord(line, start, i) : PLAIN;
            worst = word.compareTo(worst) > 0 ? word : worst;
        }
        return worst;
    }

    private static Severity ofWord(CharSequence line, int from, int to) {
        return switch (line.subSequence(from, to).toString()) {
            case "ERROR", "FAILED", "FATAL", "SEVERE" -> ERROR;
            case "WARN", "WARNING", "TIMEOUT" -> WARNING;
            default -> PLAIN;
        };
    }

    private static boolean isWordPart(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    private static boolean endsInFailed(CharSequence line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) <= ' ') {
            end--;
        }
        int start = end - FAILED_ENDING.length();
        return start >= 0
                && line.subSequence(start, end)
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .equals(FAILED_ENDING);
    }
}
