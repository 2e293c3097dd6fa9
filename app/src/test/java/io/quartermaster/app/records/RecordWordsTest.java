package io.quartermaster.app.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.StoryNote;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordWordsTest {
    /// What the record's own columns tell.
    private static final Set<String> USUAL =
            Set.of("PLANNED", "FIRED", "ROUTED", "REPORTED", "SKIPPED", "TIMEOUT", "CLOSED");

    /// The engine keeps its kinds to itself; what it writes is read here by name.
    @Test
    void everyEventOfTheEngineHasAWordAndNoWordIsOfAnEventItDoesNotWrite() throws ClassNotFoundException {
        Set<String> kinds = new TreeSet<>(USUAL);
        Arrays.stream(Class.forName("io.quartermaster.server.firing.Story$Kind").getEnumConstants())
                .forEach(kind -> kinds.add(kind.toString()));
        var words = Texts.load("records", Language.ENGLISH).keySet().stream()
                .filter(key -> key.startsWith("records.event."))
                .map(key -> key.substring("records.event.".length()))
                .collect(Collectors.toSet());

        assertThat(words).isEqualTo(kinds);
    }

    @ParameterizedTest
    @EnumSource(StoryNote.Reason.class)
    void whatTheEngineTellsByReasonIsSaidInBothLanguages(StoryNote.Reason reason) {
        StoryNote note = StoryNote.of(reason, "one", "two", "three");
        for (Language language : Language.values()) {
            Texts texts = new Texts(language);
            assertThat(texts.get("records.note." + reason.name(), note.args().toArray()))
                    .doesNotContain("{", "records.note");
        }
        assertThat(StoryNote.read(note.json())).contains(note);
    }
}
