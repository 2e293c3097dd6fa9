package io.quartermaster.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.bench.chaos.Evidence.Row;
import io.quartermaster.bench.chaos.Evidence.Span;
import io.quartermaster.bench.chaos.Findings.Case;
import io.quartermaster.bench.journal.Execution;
import io.quartermaster.model.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A job due five times, ten seconds apart, and what can have become of that.
class CheckerTest {
    private static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
    private static final long MISSED_AFTER = 10_000;
    private static final String EXCLUDED =
            "another run of the job is still EXECUTING or PAUSED, and its runs exclude each other";

    private final List<Row> rows = new ArrayList<>();
    private final Map<Long, Long> skippedAt = new HashMap<>();
    private final Map<Long, String> told = new HashMap<>();
    private final List<Evidence.Line> lines = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private Policies policies = Policies.DEFAULT;

    @Test
    void whatRanOnceEachIsInOrder() {
        ran(0, 1, 2, 3, 4);
        assertThat(check().summary()).isEqualTo("bench chaos planned=5 missing=0 double=0 reexecuted=0");
    }

    @Nested
    class Lost {
        @Test
        void aDueTimeWithoutRecord() {
            ran(0, 1, 3, 4);
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(2));
        }

        @Test
        void aDeletedRecordWhoseRunTheJournalHas() {
            ran(0, 1, 2, 3, 4);
            rows.remove(2);
            Findings findings = check();
            assertThat(findings.missing()).extracting(Case::due).containsExactly(due(2));
            assertThat(findings.missing().getFirst().lines()).hasSize(1);
            assertThat(findings.doubles()).isEmpty();
        }

        @Test
        void theLastDueTimeWithoutRecord() {
            ran(0, 1, 2, 3);
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(4));
        }

        @Test
        void recordsLeftPlannedOrExecuting() {
            ran(0, 1, 2);
            row(4, "PLANNED", due(3), null, null, null);
            row(5, "EXECUTING", due(4), due(4), null, null);
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(3), due(4));
        }

        @Test
        void aSuccessThatNoClientKnowsOf() {
            ran(0, 1, 2, 3, 4);
            lines.remove(2);
            assertThat(check().missing())
                    .extracting(Case::why)
                    .first()
                    .asString()
                    .contains("no client's journal");
        }

        @Test
        void aSkipWithoutReason() {
            ran(0, 1, 2, 3);
            row(5, "SKIPPED", due(4), null, null, "somebody felt like it");
            assertThat(check().missing()).hasSize(1);
        }

        @Test
        void aFailureThatWasNotTriedAgain() {
            policies = retrying(1);
            ran(0, 1, 2, 3);
            row(5, "FAILED", due(4), due(4), due(4) + 50, "client went away before it reported");
            assertThat(check().missing())
                    .extracting(Case::why)
                    .first()
                    .asString()
                    .contains("not tried again");
        }
    }

    @Nested
    class Twice {
        @Test
        void aSecondAcceptedRecord() {
            ran(0, 1, 2, 3, 4);
            row(99, "SUCCEED", due(2), due(2) + 5, due(2) + 90, null);
            line("c2.1", 99, due(2), due(2) + 7);
            assertThat(check().doubles()).extracting(Case::due).containsExactly(due(2));
        }

        @Test
        void aRunOfARecordThatTheLedgerDoesNotHave() {
            ran(0, 1, 2, 3, 4);
            line("c2.1", 99, due(2), due(2) + 7);
            assertThat(check().doubles()).extracting(Case::due).containsExactly(due(2));
        }

        @Test
        void aRecordForATimeThatIsNoDueTime() {
            ran(0, 1, 2, 3, 4);
            row(99, "SUCCEED", due(2) + 1, due(2) + 1, due(2) + 90, null);
            line("c1.1", 99, due(2) + 1, due(2) + 7);
            assertThat(check().doubles()).extracting(Case::due).containsExactly(due(2) + 1);
        }

        @Test
        void aRunBeforeItsDueTime() {
            ran(0, 1, 2, 3);
            row(5, "SUCCEED", due(4), due(4), due(4) + 10, null);
            line("c1.1", 5, due(4), due(4) - 3_000);
            assertThat(check().doubles()).extracting(Case::due).containsExactly(due(4));
        }

        @Test
        void aRunTooLateForAJobThatIgnoresWhatWasMissed() {
            policies = ignoring();
            ran(0, 1, 2, 3);
            row(5, "SUCCEED", due(4), due(4) + 12_000, due(4) + 12_050, null);
            line("c1.1", 5, due(4), due(4) + 12_001);
            assertThat(check().doubles()).extracting(Case::due).containsExactly(due(4));
        }

        @Test
        void twoRetriesOfOneFailure() {
            policies = retrying(1);
            ran(0, 1, 2, 3);
            row(5, "FAILED", due(4), due(4), due(4) + 50, "it was asked to fail");
            retry(6, 5, due(4) + 1_050);
            retry(7, 5, due(4) + 1_051);
            assertThat(check().doubles()).hasSize(1);
        }
    }

    @Nested
    class Missed {
        @Test
        void theLatestStandsForThoseWithoutRecord() {
            ran(0, 4);
            late(3, due(3) + 15_000);
            Findings findings = check();
            assertThat(findings.clean()).isTrue();
            assertThat(findings.unsaid()).isEqualTo(2);
        }

        @Test
        void oneThatWasNotLateStandsForNobody() {
            ran(0, 4);
            late(3, due(3) + 2_000);
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(1), due(2));
        }

        @Test
        void theLatestStandsForThoseThatSaySo() {
            ran(0, 4);
            row(2, "SKIPPED", due(1), null, due(3) + 15_000, SkipTexts.SUPERSEDED);
            row(3, "SKIPPED", due(2), null, due(3) + 15_000, SkipTexts.SUPERSEDED);
            late(3, due(3) + 15_000);
            assertThat(check().clean()).isTrue();
        }

        @Test
        void nobodyStandsForTheLast() {
            ran(0, 1, 2, 3);
            row(5, "SKIPPED", due(4), null, due(4) + 15_000, SkipTexts.SUPERSEDED);
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(4));
        }

        @Test
        void oneRecordTellsOfAllThatWereIgnored() {
            policies = ignoring();
            ran(0, 4);
            row(4, "SKIPPED", due(3), null, due(3) + 15_000, told(3, due(1), due(3)));
            assertThat(check().clean()).isTrue();
        }

        @Test
        void aRecordThatMiscountsThemDoesNotHold() {
            policies = ignoring();
            ran(0, 4);
            row(4, "SKIPPED", due(3), null, due(3) + 15_000, told(2, due(1), due(3)));
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(3));
        }

        @Test
        void aStoryThatTellsOfThemIsTakenAtItsWord() {
            ran(0, 4);
            late(3, due(3) + 15_000);
            told.put(4L, told(3, due(1), due(3)));
            assertThat(check().clean()).isTrue();
            assertThat(check().unsaid()).isZero();

            told.put(4L, told(4, due(0), due(3)));
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(3));
        }

        @Test
        void nothingIsIgnoredByAJobThatFiresWhatItMissed() {
            ran(0, 4);
            row(4, "SKIPPED", due(3), null, due(3) + 15_000, told(3, due(1), due(3)));
            assertThat(check().missing()).extracting(Case::due).contains(due(3));
        }

        @Test
        void nothingWasMissedSoEarly() {
            policies = ignoring();
            ran(0, 1, 2, 3);
            row(5, "SKIPPED", due(4), null, null, SkipTexts.IGNORED);
            skippedAt.put(5L, due(4) + 4_000);
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(4));
        }

        @Test
        void aServerWithASteppedClockIsNotBelievedWhileTheOthersFire() {
            policies = ignoring();
            ran(0, 1, 2, 3);
            row(5, "SKIPPED", due(4), null, null, SkipTexts.IGNORED);
            skippedAt.put(5L, due(4) + 12_000);
            assertThat(check().clean()).isTrue();

            Fault step = new Fault(Duration.ZERO, Fault.Kind.CLOCK, 0, Duration.ofSeconds(5), true);
            spans.add(new Span(step, due(3), due(3) + 5_000));
            for (int second = 0; second < 10; second++) {
                line("c1.1", 1000 + second, "other", due(4) + second * 1_000L, due(4) + second * 1_000L + 5);
            }
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(4));
        }
    }

    @Nested
    class Excluded {
        @Test
        void whileAnotherRunGoesOn() {
            policies = exclusive();
            ran(0, 1, 4);
            row(3, "SUCCEED", due(2), due(2), due(3) + 2_000, null);
            line("c1.1", 3, due(2), due(2) + 1);
            row(4, "SKIPPED", due(3), null, null, EXCLUDED);
            skippedAt.put(4L, due(3) + 3);
            assertThat(check().clean()).isTrue();
        }

        @Test
        void notWhenNoneDoes() {
            policies = exclusive();
            ran(0, 1, 2, 4);
            row(4, "SKIPPED", due(3), null, null, EXCLUDED);
            skippedAt.put(4L, due(3) + 3);
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(3));
        }

        @Test
        void notWhenTheJobIsNotExclusive() {
            ran(0, 1, 4);
            row(3, "SUCCEED", due(2), due(2), due(3) + 2_000, null);
            line("c1.1", 3, due(2), due(2) + 1);
            row(4, "SKIPPED", due(3), null, null, EXCLUDED);
            skippedAt.put(4L, due(3) + 3);
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(3));
        }
    }

    @Nested
    class Executions {
        @Test
        void oneRecordThatTwoClientsRan() {
            ran(0, 1, 2, 3, 4);
            spans.add(new Span(
                    new Fault(Duration.ZERO, Fault.Kind.SERVER_KILL, 1, Duration.ofSeconds(2), true),
                    due(2),
                    due(2) + 2_000));
            line("c2.1", 3, due(2), due(2) + 4_000);
            Findings findings = check();
            assertThat(findings.clean()).isTrue();
            assertThat(findings.reexecuted())
                    .singleElement()
                    .extracting(Case::why)
                    .asString()
                    .contains("2 times", "SERVER_KILL s2 4.0 s before");
        }

        @Test
        void oneThatRanThoughItsRecordSaysSkipped() {
            ran(0, 4);
            row(2, "SKIPPED", due(1), null, due(3) + 15_000, SkipTexts.SUPERSEDED);
            row(3, "SKIPPED", due(2), null, due(3) + 15_000, SkipTexts.SUPERSEDED);
            line("c1.1", 3, due(2), due(2) + 4);
            late(3, due(3) + 15_000);
            Findings findings = check();
            assertThat(findings.clean()).isTrue();
            assertThat(findings.reexecuted()).extracting(Case::due).containsExactly(due(2));
        }

        @Test
        void aFailureThatWasTriedAgainIsInOrder() {
            policies = retrying(2);
            ran(0, 1, 2, 3);
            row(5, "FAILED", due(4), due(4), due(4) + 50, "client went away before it reported");
            retry(6, 5, due(4) + 1_050);
            assertThat(check().clean()).isTrue();
        }
    }

    private Findings check() {
        List<Long> dues = new ArrayList<>();
        for (int index = 0; index < 5; index++) {
            dues.add(due(index));
        }
        PlannedJob job =
                new PlannedJob("job", new Timing.Rate(Duration.ZERO, Duration.ofSeconds(10)), policies, 20, false);
        return Checker.check(new Evidence(
                List.of(new Evidence.Expected(job, dues)), rows, skippedAt, told, lines, spans, MISSED_AFTER));
    }

    private static long due(int index) {
        return START + index * 10_000L;
    }

    /// These due times ran in time; the record's id is one more than the index.
    private void ran(int... indexes) {
        for (int index : indexes) {
            row(index + 1, "SUCCEED", due(index), due(index) + 2, due(index) + 30, null);
            line("c1.1", index + 1, due(index), due(index) + 4);
        }
    }

    private void late(int index, long fired) {
        row(index + 1, "SUCCEED", due(index), fired, fired + 30, null);
        line("c1.1", index + 1, due(index), fired + 4);
    }

    private void row(
            long id, String status, long due, @Nullable Long fired, @Nullable Long finished, @Nullable String error) {
        rows.add(new Row(
                id, "job", "trace" + id, "TIMING", status, 1, null, due, fired, finished, "c1", error, "s1", 1));
    }

    private void retry(long id, long of, long due) {
        rows.add(new Row(
                id, "job", "trace" + of, "RETRY", "SUCCEED", 2, of, due, due + 1, due + 20, "c1", null, "s1", 1));
        line("c1.1", id, due, due + 2);
    }

    private void line(String process, long record, long due, long entered) {
        line(process, record, "job", due, entered);
    }

    private void line(String process, long record, String job, long due, long entered) {
        lines.add(new Evidence.Line(
                process, new Execution(String.valueOf(record), "trace" + record, job, due, entered, entered + 20)));
    }

    private static String told(int count, long first, long last) {
        return "missed: " + count + " due time(s) from " + Instant.ofEpochMilli(first) + " to "
                + Instant.ofEpochMilli(last)
                + " passed while no server could fire them, and the job's policy is to ignore them";
    }

    private static Policies ignoring() {
        return with(Policies.Missed.IGNORE, 0, false);
    }

    private static Policies exclusive() {
        return with(Policies.Missed.FIRE_ONCE_NOW, 0, true);
    }

    private static Policies retrying(int retries) {
        return with(Policies.Missed.FIRE_ONCE_NOW, retries, false);
    }

    private static Policies with(Policies.Missed missed, int retries, boolean exclusive) {
        return new Policies(
                missed,
                Duration.ZERO,
                Policies.OnTimeout.MARK,
                retries,
                Duration.ofSeconds(1),
                exclusive,
                Policies.Communication.CALLBACK,
                Policies.Routing.RANDOM);
    }
}
