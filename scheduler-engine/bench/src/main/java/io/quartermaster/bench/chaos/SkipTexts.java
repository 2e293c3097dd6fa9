package io.quartermaster.bench.chaos;

import io.quartermaster.model.RecordFact;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the engine writes into a record that it skips. A text that is none of these counts as no reason at all.
final class SkipTexts {
    /// A later due time stands for this one.
    static final String SUPERSEDED = "missed: no server could fire it in time, a later due time stands for it";
    /// The job's policy is to ignore what was missed.
    static final String IGNORED = "missed: no server could fire it in time, and the job's policy is to ignore that";
    /// Mutual exclusion.
    static final String EXCLUDED = "another run of the job is still EXECUTING or PAUSED";

    /// The same, by a run that timed out and that its client does not end.
    static final String STILL_RUNNING = "a former run of the job timed out and its client has not ended it yet";

    /// This record tells of several due times: its own, and those before it that have no records.
    private static final Pattern MISSED =
            Pattern.compile("missed: (at least )?(\\d+) due time\\(s\\) from (\\S+) to (\\S+) passed");

    private SkipTexts() {}

    static boolean excluded(String error) {
        return error.startsWith(EXCLUDED) || error.startsWith(STILL_RUNNING);
    }

    /// Several missed due times, told of in one record.
    record Missed(boolean atLeast, int count, long first, long last) {
        /// Whether that is just what is so.
        boolean tells(int reallyCount, long reallyFirst, long reallyLast) {
            return first == reallyFirst
                    && last == reallyLast
                    && (atLeast ? reallyCount >= count : reallyCount == count);
        }
    }

    /// The same words for what a story tells in parts.
    static String text(RecordFact.Missed fact) {
        return "missed: " + (fact.atLeast() ? "at least " : "") + fact.count() + " due time(s) from " + fact.from()
                + " to " + fact.to() + " passed";
    }

    /// What a text tells of several due times, null when it does not.
    static @Nullable Missed missed(@Nullable String told) {
        Matcher text = MISSED.matcher(told == null ? "" : told);
        return text.find()
                ? new Missed(
                        text.group(1) != null,
                        Integer.parseInt(text.group(2)),
                        Instant.parse(text.group(3)).toEpochMilli(),
                        Instant.parse(text.group(4)).toEpochMilli())
                : null;
    }
}
