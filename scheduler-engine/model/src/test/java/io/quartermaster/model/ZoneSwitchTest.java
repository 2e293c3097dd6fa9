package io.quartermaster.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneSwitchTest {
    private static final List<String> ZONES = List.of("CellA", "CellB", "CellC");

    @Test
    void theGuidesRowMovesCellAToCellB() {
        ZoneSwitch moved = valid("{\"CellA\":\"CellB\"}");

        assertThat(moved.target("CellA")).isEqualTo("CellB");
        assertThat(moved.target("CellB")).isEqualTo("CellB");
        assertThat(moved.target("CellC")).isEqualTo("CellC");
        assertThat(moved.toJson()).isEqualTo("{\"CellA\":\"CellB\"}");
    }

    @Test
    void aChainIsFollowedToItsEndSoThatNoSwitchedZoneReceivesWork() {
        ZoneSwitch chain = valid("{\"CellA\":\"CellB\",\"CellB\":\"CellC\"}");

        assertThat(ZONES).allSatisfy(zone -> assertThat(chain.target(zone)).isEqualTo("CellC"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "(\"CellA\":\"CellB\")      | parentheses",
                "()                         | parentheses",
                "{}                         | empty",
                "{\"CellA\":\"CellA\"}      | self",
                "{\"CellA\":\"CellB\",\"CellB\":\"CellA\"} | cycle",
                "{\"CellA\":\"CellB\",\"CellB\":\"CellC\",\"CellC\":\"CellB\"} | cycle",
                "{\"CellA\":\"CellX\"}      | unknown",
                "{\"CellX\":\"CellA\"}      | unknown",
                "{\"CellA\":1}              | not.text",
                "{\"CellA\":null}           | not.text",
                "{\"CellA\":\"\"}           | not.text",
                "{\"CellA\":\"CellB\"       | not.json",
                "{\"CellA\":\"CellB\"} x    | not.json",
                "{\"CellA\":\"CellB\",\"CellA\":\"CellC\"} | not.json",
                "[\"CellA\"]                | not.object",
                "\"CellA\"                  | not.object",
            })
    void aRowThatCannotBeObeyedIsRefusedWithItsReason(String value, String rule) {
        assertThat(ZoneSwitch.parse(value, ZONES))
                .isInstanceOfSatisfying(
                        ZoneSwitch.Reading.Refused.class,
                        refused -> assertThat(refused.why().rule()).isEqualTo(rule));
    }

    @Test
    void nothingAtAllIsNoJson() {
        assertThat(ZoneSwitch.parse("")).isInstanceOf(ZoneSwitch.Reading.Refused.class);
    }

    @Test
    void aFormIsCheckedByTheSameRules() {
        Map<String, String> cycle = new LinkedHashMap<>(Map.of("CellA", "CellB", "CellB", "CellA"));

        assertThat(ZoneSwitch.check(cycle, ZONES)).isInstanceOf(ZoneSwitch.Reading.Refused.class);
        assertThat(ZoneSwitch.check(Map.of("CellA", "CellB"), ZONES))
                .isEqualTo(new ZoneSwitch.Reading.Valid(new ZoneSwitch(Map.of("CellA", "CellB"))));
    }

    private static ZoneSwitch valid(String value) {
        return ((ZoneSwitch.Reading.Valid) ZoneSwitch.parse(value, ZONES)).zoneSwitch();
    }
}
