package io.quartermaster.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.bench.chaos.Evidence.Span;
import io.quartermaster.bench.chaos.Findings.Case;
import io.quartermaster.bench.journal.Execution;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Due times that did not run, and whether a policy of the job gives the reason.
class SkipsTest extends FiveDueTimes {
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
        void aStoryMayTellOfThoseThatWerePlannedAndSuperseded() {
            ran(0, 4);
            row(2, "SKIPPED", due(1), null, due(3) + 15_000, SkipTexts.SUPERSEDED);
            row(3, "SKIPPED", due(2), null, due(3) + 15_000, SkipTexts.SUPERSEDED);
            late(3, due(3) + 15_000);
            told.put(4L, told(3, due(1), due(3)));
            assertThat(check().clean()).isTrue();

            told.put(4L, told(4, due(1), due(3)));
            assertThat(check().missing()).extracting(Case::due).containsExactly(due(3));
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
        void whileOneThatTimedOutGoesOnAtItsClient() {
            policies = exclusive();
            ran(0, 1, 4);
            row(3, "TIMEOUT", due(2), due(2), due(2) + 2_000, "no result within 2000 ms");
            lines.add(
                    new Evidence.Line("c1.1", new Execution("3", "trace3", "job", due(2), due(2) + 1, due(3) + 1_000)));
            row(4, "SKIPPED", due(3), null, due(3) + 3, io.quartermaster.model.SkipReason.STILL_RUNNING.text());
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
}
