package io.quartermaster.server.firing;

import io.quartermaster.server.log.LogBook;
import java.time.InstantSource;

/// Where a firing's doings are told, and the clock they are told by.
public record Telling(Story story, RunLog log, LogBook book, InstantSource clock) {
    public static Telling of(Story story, LogBook book, InstantSource clock) {
        return new Telling(story, new RunLog(book), book, clock);
    }
}
