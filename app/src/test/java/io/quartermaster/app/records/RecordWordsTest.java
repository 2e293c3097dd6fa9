package io.quartermaster.app.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RecordWordsTest {
    /// The engine keeps its kinds to itself; what it writes is read here by name.
    @Test
    void everyEventOfTheEngineHasAWordAndNoWordIsOfAnEventItDoesNotWrite() throws ClassNotFoundException {
        var kinds = Arrays.stream(Class.forName("io.quartermaster.server.firing.Story$Kind")
                        .getEnumConstants())
                .map(kind -> "records.event." + kind)
                .collect(Collectors.toSet());
        var words = Texts.load("records", Language.ENGLISH).keySet().stream()
                .filter(key -> key.startsWith("records.event."))
                .collect(Collectors.toSet());

        assertThat(words).isEqualTo(kinds);
    }
}
