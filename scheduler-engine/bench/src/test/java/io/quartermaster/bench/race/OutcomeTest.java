package io.quartermaster.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Workload FOUR = new Workload("job", 4, 1, Duration.ZERO);

    @Test
    void aJobThatNoHandlerWasEnteredForIsLostEvenIfAnotherRanTwice() {
        Outcome outcome = outcome(
                new Firing("job-00000", 1000, 1010, "a"),
                new Firing("job-00000", 1000, 1020, "b"),
                new Firing("job-00001", 1000, 1030, "a"),
                new Firing("job-00002", 1000, 1040, "a"));

        assertThat(outcome.lost()).isEqualTo(1);
        assertThat(outcome.doubled()).isEqualTo(1);
    }

    @Test
    void theSpreadIsTheMostLoadedServersShareOfAnEvenOne() {
        assertThat(outcome(new Firing("job-00000", 0, 1, "a"), new Firing("job-00001", 0, 1, "b"))
                        .spread())
                .isEqualTo(1);
        assertThat(outcome(new Firing("job-00000", 0, 1, "a"), new Firing("job-00001", 0, 1, "a"))
                        .spread())
                .isEqualTo(2);
    }

    @Test
    void theRateIsCountedFromTheFirstDueTimeToTheLastEntry() {
        Outcome outcome = outcome(new Firing("job-00000", 1000, 1100, "a"), new Firing("job-00001", 1000, 1500, "b"));

        assertThat(outcome.perSecond()).isEqualTo(4);
        assertThat(outcome.lateness().max()).isEqualTo(500);
    }

    @Test
    void whereNothingFiredAllIsLost() {
        assertThat(outcome().lost()).isEqualTo(4);
        assertThat(outcome().spread()).isZero();
    }

    private static Outcome outcome(Firing... firings) {
        return new Outcome("someone", FOUR, 0, 2, List.of(firings), "");
    }
}
