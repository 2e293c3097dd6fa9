package io.quartermaster.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.bench.chaos.Evidence.Span;
import io.quartermaster.bench.chaos.Findings.Case;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What is lost, what ran twice, and what clients executed more than once.
class CheckerTest extends FiveDueTimes {
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
}
