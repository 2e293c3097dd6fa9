package io.quartermaster.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobRulesTest {
    private static final JobSpec GOOD = JobSpec.blank(new InstanceId("000001"))
            .withName("settle-eod")
            .withTarget(JobType.SIMPLE, "settle_app-1", "settleHandler");

    @Test
    void aGoodJobHasNothingWrong() {
        assertThat(JobRules.check(GOOD)).isEmpty();
        assertThat(JobRules.check(GOOD.withName("日终结算 (EOD)"))).isEmpty();
        assertThat(JobRules.check(GOOD.withTarget(JobType.MESSAGE, "", "EC_TASK_SETTLE")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a\nb", "\"a\"", "-a", "a\tb", "<script>", "a;b"})
    void aNameThatWouldBreakALogLineIsRefused(String name) {
        assertThat(JobRules.check(GOOD.withName(name))).containsExactly(Violation.of("name", "name.form"));
    }

    @Test
    void aNameThatIsMissingOrTooLongIsRefused() {
        assertThat(JobRules.check(GOOD.withName(" "))).contains(Violation.of("name", "missing"));
        assertThat(JobRules.check(GOOD.withName("x".repeat(129))))
                .containsExactly(Violation.of("name", "too.long", 128, 129));
        assertThat(JobRules.check(GOOD.withName("x".repeat(128)))).isEmpty();
    }

    @Test
    void anApplicationIsAtMostFiftyLettersDigitsUnderscoresAndHyphens() {
        assertThat(JobRules.check(GOOD.withTarget(JobType.SIMPLE, "x".repeat(51), "h")))
                .containsExactly(Violation.of("application", "too.long", 50, 51));
        assertThat(JobRules.check(GOOD.withTarget(JobType.SIMPLE, "应用", "h")))
                .containsExactly(Violation.of("application", "application.form"));
        assertThat(JobRules.check(GOOD.withTarget(JobType.SIMPLE, "", "")))
                .containsExactly(Violation.of("application", "missing"), Violation.of("target", "missing"));
    }

    @Test
    void aParameterMustBeOfItsTypeAndNamedOnce() {
        List<Param> params = List.of(
                new Param("n", Param.Type.INT, "four"), new Param("n", Param.Type.STRING, ""),
                new Param("b", Param.Type.BOOLEAN, "yes"), new Param("a b", Param.Type.LIST, "x"));

        assertThat(JobRules.check(GOOD.withParams(params)))
                .containsExactly(
                        Violation.of("params", "param.value", "n", "INT"), Violation.of("params", "param.twice", "n"),
                        Violation.of("params", "param.value", "b", "BOOLEAN"),
                                Violation.of("params", "param.name", "a b"));
    }

    @Test
    void parametersReachAHandlerTyped() {
        assertThat(new Param("n", Param.Type.INT, " 4 ").typed()).isEqualTo(4);
        assertThat(new Param("b", Param.Type.BOOLEAN, "True").typed()).isEqualTo(true);
        assertThat(new Param("l", Param.Type.LIST, "a\nb").typed()).isEqualTo(List.of("a", "b"));
    }
}
