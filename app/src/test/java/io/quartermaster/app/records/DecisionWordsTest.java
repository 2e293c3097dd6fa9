package io.quartermaster.app.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.DecisionRecord;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Routing;
import io.quartermaster.model.SkipReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionWordsTest {
    private static final DecisionRecord SENT = new DecisionRecord(
            true,
            List.of(),
            "CellA",
            "CellB",
            1,
            Policies.Routing.LEAST_ACTIVE,
            "settle-app@10.0.0.7:51000",
            "session-1",
            null);

    private final Texts texts = new Texts(Language.ENGLISH);
    private final DecisionWords words = new DecisionWords(texts);

    @Test
    void aFiringThatWentIsToldStepByStep() {
        assertThat(words.lines(SENT))
                .extracting(DecisionWords.Line::text)
                .containsExactly(
                        "Runs exclude each other; no other one was open",
                        "CellA drawn, switched to CellB",
                        "1 fitting client there",
                        "the least active",
                        "settle-app@10.0.0.7:51000");
        assertThat(words.brief(SENT)).isEqualTo("CellA drawn, switched to CellB, to settle-app@10.0.0.7:51000");
    }

    @Test
    void theSameIsToldInChinese() {
        DecisionWords chinese = new DecisionWords(new Texts(Language.CHINESE));

        assertThat(chinese.lines(SENT)).extracting(DecisionWords.Line::text).contains("抽中 CellA，切换到 CellB", "最少活跃");
    }

    @Test
    void workThatIsCutUpGoesToWhoeverTakesItsPieces() {
        DecisionRecord pieces =
                new DecisionRecord(false, List.of(), "CellA", "CellA", 2, Policies.Routing.RANDOM, null, null, null);

        assertThat(words.lines(pieces))
                .extracting(DecisionWords.Line::text)
                .endsWith("In pieces, to the clients that take them");
    }

    @Test
    void aMessageGoesToAZone() {
        DecisionRecord message = DecisionRecord.message(
                false, List.of("CellA", "CellB"), List.of(new Routing.ZoneDraw("CellA", "CellA")));

        assertThat(words.lines(message))
                .extracting(DecisionWords.Line::text)
                .containsExactly(
                        "Runs may overlap",
                        "CellA drawn from CellA, CellB",
                        "As a message, to whoever listens in that zone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Routing.NO_TARGET,
                Routing.NO_ZONES,
                Routing.NONE_IN_ZONE,
                Routing.NO_ZONE_NAME,
                "type of handler settle is not ISimpleJobHandler",
                "type of handler settle is not IClusterJobSplitHandler",
                "type of handler settle is not IClusterJobExecuteHandler"
            })
    void whatRunbooksSearchForStaysWordForWordWithItsMeaningBesideIt(String text) {
        DecisionRecord nowhere = DecisionRecord.nowhere(
                false,
                new Routing.ZoneDraw("CellA", "CellB"),
                new DecisionRecord.Failure(text, "detail in English", "settle-app", "settle", 3));

        List<DecisionWords.Line> lines = words.lines(nowhere);

        assertThat(lines).contains(new DecisionWords.Line("records.decision.failure", text, true));
        assertThat(lines.getLast().text()).contains("settle").isNotEqualTo("detail in English");
        assertThat(words.brief(nowhere)).isEqualTo(text);
    }

    @Test
    void clientsOnOtherHostsThanTheChosenOnesAreNotCalledAbsent() {
        DecisionRecord nowhere = DecisionRecord.nowhere(
                false,
                null,
                new DecisionRecord.Failure(
                        Routing.NO_TARGET, Routing.NONE_CHOSEN + "[db-7] has …", "settle-app", "settle", 3));

        assertThat(words.lines(nowhere).getLast().text())
                .isEqualTo("Clients of application settle-app offer handler settle, but none on a host the job names");
    }

    @Test
    void aFailureNobodyKnowsHereIsToldAsItStands() {
        DecisionRecord nowhere = DecisionRecord.nowhere(
                false, null, new DecisionRecord.Failure("no quota", "of tenant 7", "settle-app", "settle", 3));

        assertThat(words.lines(nowhere).getLast().text()).isEqualTo("of tenant 7");
    }

    @ParameterizedTest
    @EnumSource(SkipReason.class)
    void everyReasonForSkippingIsWordedInBothLanguages(SkipReason reason) {
        assertThat(words.skipped(reason.text())).isNotBlank();
        assertThat(new DecisionWords(new Texts(Language.CHINESE)).skipped(reason.text()))
                .isNotEqualTo(reason.text());
    }

    @Test
    void manyMissedDueTimesAreCountedAndOddTextsStay() {
        String many = "missed: at least 1000 due time(s) from 2026-11-21T01:00:00Z to 2026-11-21T02:00:00Z passed while"
                + " no server could fire them, and the job's policy is to ignore them";

        assertThat(words.skipped(many)).startsWith("Missed: at least 1,000 due times from 2026-11-21T01:00:00Z to");
        assertThat(words.skipped("somebody skipped it")).isEqualTo("somebody skipped it");
    }
}
