package io.quartermaster.server.link;

/// Text from outside on its way into a log line: one line, one column, not too long.
final class LogText {
    private static final int LONGEST = 100;

    private LogText() {}

    static String safe(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return cut.replaceAll("[\\p{Cntrl},]", "?");
    }
}
