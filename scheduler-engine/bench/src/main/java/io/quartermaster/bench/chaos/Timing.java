package io.quartermaster.bench.chaos;

import io.quartermaster.model.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/// When a job of the run falls due, in a form so simple that its due times can be told without the engine's code: by
/// asking every second of the run whether it is one. Immutable.
sealed interface Timing {
    /// What the scheduler is told.
    Trigger trigger(Instant start);

    /// What it must make of that, in epoch milliseconds: all due times from `start` (inclusive) to `end` (exclusive).
    List<Long> dues(Instant start, Instant end);

    /// In every minute at second `first`, and from there every `step` seconds.
    record Seconds(int first, int step) implements Timing {
        @Override
        public Trigger trigger(Instant start) {
            return new Trigger.Cron(first + "/" + step + " * * * * ?", ZoneOffset.UTC);
        }

        @Override
        public List<Long> dues(Instant start, Instant end) {
            return seconds(start, end, second -> {
                long ofMinute = Math.floorMod(second, 60L);
                return ofMinute >= first && (ofMinute - first) % step == 0;
            });
        }
    }

    /// In every hour of a zone at minute `first`, and from there every `step` minutes, each time at `second`.
    record Minutes(int second, int first, int step, ZoneId zone) implements Timing {
        @Override
        public Trigger trigger(Instant start) {
            return new Trigger.Cron(second + " " + first + "/" + step + " * * * ?", zone);
        }

        @Override
        public List<Long> dues(Instant start, Instant end) {
            return seconds(start, end, epochSecond -> {
                ZonedDateTime wall = Instant.ofEpochSecond(epochSecond).atZone(zone);
                return wall.getSecond() == second
                        && wall.getMinute() >= first
                        && (wall.getMinute() - first) % step == 0;
            });
        }
    }

    /// Every `every`, the first time `offset` after the start.
    record Rate(Duration offset, Duration every) implements Timing {
        @Override
        public Trigger trigger(Instant start) {
            return new Trigger.FixedRate(start.plus(offset), every, ZoneOffset.UTC);
        }

        @Override
        public List<Long> dues(Instant start, Instant end) {
            return LongStream.iterate(
                            start.plus(offset).toEpochMilli(),
                            due -> due < end.toEpochMilli(),
                            due -> due + every.toMillis())
                    .boxed()
                    .toList();
        }
    }

    /// Once, `offset` after the start.
    record Once(Duration offset) implements Timing {
        @Override
        public Trigger trigger(Instant start) {
            return new Trigger.OneTime(start.plus(offset), ZoneOffset.UTC);
        }

        @Override
        public List<Long> dues(Instant start, Instant end) {
            Instant due = start.plus(offset);
            return due.isBefore(end) ? List.of(due.toEpochMilli()) : List.of();
        }
    }

    private static List<Long> seconds(Instant start, Instant end, LongPredicate due) {
        long first = Math.ceilDiv(start.toEpochMilli(), 1000);
        long last = Math.ceilDiv(end.toEpochMilli(), 1000);
        return LongStream.range(first, last)
                .filter(due)
                .map(second -> second * 1000)
                .boxed()
                .toList();
    }
}
