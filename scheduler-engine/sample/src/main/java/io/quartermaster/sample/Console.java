package io.quartermaster.sample;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// Where the sample says what it does: one line each, with the time. Thread-safe.
record Console(PrintWriter out, InstantSource clock) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    void say(String text) {
        synchronized (out) {
            out.println(TIME.format(clock.instant()) + " " + text);
            out.flush();
        }
    }
}
