package io.quartermaster.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionRecordTest {
    private static final DecisionRecord SENT = new DecisionRecord(
            true,
            List.of(),
            "CellA",
            "CellB",
            3,
            Policies.Routing.LEAST_ACTIVE,
            "settle-app@10.0.0.7:51000",
            "session-1",
            null);

    @Test
    void aDecisionComesBackAsItWasWritten() {
        DecisionRecord message = DecisionRecord.message(
                false, List.of("CellA", "CellB"), List.of(new Routing.ZoneDraw("CellA", "CellB")));
        DecisionRecord nowhere = DecisionRecord.nowhere(
                false,
                new Routing.ZoneDraw("CellA", "CellA"),
                new DecisionRecord.Failure(Routing.NONE_IN_ZONE, "drawn \"CellA\"", "结算", "settle", 4));

        assertThat(List.of(SENT, message, nowhere))
                .allSatisfy(each -> assertThat(DecisionRecord.read(each.json())).contains(each));
    }

    @Test
    void aLongDecisionFitsItsColumnAndStaysReadable() {
        List<String> zones = IntStream.range(0, 500)
                .mapToObj(i -> "Cell-" + "x".repeat(55) + i)
                .toList();

        String json = DecisionRecord.message(false, zones, List.of(new Routing.ZoneDraw("a", "b")))
                .json();

        assertThat(json.length()).isLessThan(2_000);
        assertThat(DecisionRecord.read(json)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zone CellA drawn, after the switch CellB, 3 candidate(s), RANDOM chose app@1.2.3.4:5",
                "",
                "[]",
                "{}",
                "{\"exclusive\":true,\"routing\":\"BY_HAND\"}",
                "{\"exclusive\":true,\"candidates\":…"
            })
    void whatAnythingElseWroteIsNoDecision(String text) {
        assertThat(DecisionRecord.read(text)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SkipReason.class)
    void aReasonForSkippingIsFoundByItsText(SkipReason reason) {
        assertThat(SkipReason.of(reason.text())).contains(reason);
        assertThat(SkipReason.of("somebody skipped it")).isEmpty();
    }
}
