package io.quartermaster.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneTypesTest {
    @Test
    void aRowNamesTheZonesOfEachType() {
        ZoneTypes.Reading reading = ZoneTypes.parse(" {\"RZone\":[\"RZ002\",\"RZ001\"],\"GZone\":[\"GZ001\"]} ");
        assertThat(reading).isInstanceOf(ZoneTypes.Reading.Valid.class);
        ZoneTypes types = ((ZoneTypes.Reading.Valid) reading).zoneTypes();
        assertThat(types.of("RZone")).isEqualTo(List.of("RZ002", "RZ001"));
        assertThat(types.of("CZone")).isEmpty();
        assertThat(ZoneTypes.parse(types.toJson())).isEqualTo(reading);
        assertThat(ZoneTypes.parse("{}")).isInstanceOf(ZoneTypes.Reading.Valid.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "()|not.json",
                "{\"A\":[\"x\"],\"A\":[\"y\"]}|not.json",
                "[\"x\"]|not.object",
                "{\"A\":\"x\"}|not.list",
                "{\"A\":[1]}|not.list",
                "{\"A\":[\" \"]}|not.list",
                "{\" \":[\"x\"]}|not.list",
                "{\"A\":[]}|empty",
                "{\"A\":[\"x\",\"x\"]}|twice"
            })
    void oneThatCannotBeMeantSoIsRefused(String value, String rule) {
        ZoneTypes.Reading reading = ZoneTypes.parse(value);
        assertThat(reading).isInstanceOf(ZoneTypes.Reading.Refused.class);
        assertThat(((ZoneTypes.Reading.Refused) reading).why().rule()).isEqualTo(rule);
    }
}
