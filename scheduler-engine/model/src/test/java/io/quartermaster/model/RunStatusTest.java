package io.quartermaster.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunStatusTest {
    /// The table again, written down from DOMAIN §2 by itself, so that neither can change alone.
    private static Set<RunStatus> after(RunStatus status) {
        return switch (status) {
            case PLANNED -> EnumSet.of(RunStatus.EXECUTING, RunStatus.FAILED, RunStatus.SKIPPED, RunStatus.CANCEL);
            case EXECUTING ->
                EnumSet.of(RunStatus.PAUSED, RunStatus.SUCCEED, RunStatus.FAILED, RunStatus.TIMEOUT, RunStatus.CANCEL);
            case PAUSED -> EnumSet.of(RunStatus.EXECUTING, RunStatus.CANCEL);
            case SUCCEED, FAILED, TIMEOUT, SKIPPED, CANCEL, UNKNOWN -> EnumSet.noneOf(RunStatus.class);
        };
    }

    @ParameterizedTest
    @EnumSource
    void everyCellOfTheTableIsAsTheDomainSays(RunStatus status) {
        for (RunStatus next : RunStatus.values()) {
            assertThat(status.mayBecome(next))
                    .as("%s to %s", status, next)
                    .isEqualTo(after(status).contains(next));
        }
    }

    @Test
    void aWordNobodyKnowsIsAStatusNothingIsDoneTo() {
        assertThat(RunStatus.of("SUCCEED")).isEqualTo(RunStatus.SUCCEED);
        assertThat(RunStatus.of("DONE")).isEqualTo(RunStatus.UNKNOWN);
        assertThat(RunStatus.UNKNOWN.closed()).isFalse();
    }

    @Test
    void aClosedRunHoldsNothing() {
        assertThat(RunStatus.values()).allSatisfy(status -> assertThat(status.closed() && status.running())
                .isFalse());
    }
}
