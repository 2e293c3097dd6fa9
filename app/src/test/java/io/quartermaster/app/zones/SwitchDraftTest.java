package io.quartermaster.app.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Violation;
import io.quartermaster.model.ZoneSwitch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwitchDraftTest {
    private final SwitchDraft draft = new SwitchDraft();

    @BeforeEach
    void knownZones() {
        draft.setKnown(List.of("CellA", "CellB", "CellC"));
        draft.load(null);
    }

    @Test
    void noRowIsNothingToDo() {
        assertThat(draft.stateProperty().get()).isEqualTo(new SwitchDraft.State.Nothing());
        assertThat(draft.dirtyProperty().get()).isFalse();
        assertThat(draft.value()).isNull();
    }

    @Test
    void choosingOnTheFormWritesTheRowAsTheGuideDoes() {
        draft.addMove(new Move("", ""));
        assertThat(rule()).isEqualTo("incomplete");

        draft.changeMove(0, new Move("CellA", ""));
        draft.changeMove(0, new Move("CellA", "CellB"));

        assertThat(draft.jsonProperty().get()).isEqualTo("{\"CellA\":\"CellB\"}");
        assertThat(draft.stateProperty().get())
                .isEqualTo(new SwitchDraft.State.Good(new ZoneSwitch(Map.of("CellA", "CellB"))));
        assertThat(draft.dirtyProperty().get()).isTrue();
    }

    @Test
    void typingJsonFillsTheForm() {
        draft.jsonProperty().set("{ \"CellA\": \"CellB\", \"CellC\": \"CellB\" }");

        assertThat(draft.movesProperty().get()).containsExactly(new Move("CellA", "CellB"), new Move("CellC", "CellB"));
        assertThat(draft.value()).isEqualTo("{\"CellA\":\"CellB\",\"CellC\":\"CellB\"}");
    }

    @Test
    void theFormKeepsTheLastMovesWhileTheTextCannotBeRead() {
        draft.jsonProperty().set("{\"CellA\":\"CellB\"}");
        draft.jsonProperty().set("{\"CellA\":\"CellB\"");

        assertThat(draft.formFollowsProperty().get()).isFalse();
        assertThat(draft.movesProperty().get()).containsExactly(new Move("CellA", "CellB"));
        assertThat(rule()).isEqualTo("not.json");

        draft.jsonProperty().set("{\"CellC\":\"CellB\"}");
        assertThat(draft.formFollowsProperty().get()).isTrue();
        assertThat(draft.movesProperty().get()).containsExactly(new Move("CellC", "CellB"));
    }

    @Test
    void everyRefusalOfARowHasWordsInBothLanguages() {
        Map<String, String> refusals = Map.of(
                "()", "parentheses",
                "(\"CellA\":\"CellB\")", "parentheses",
                "{", "not.json",
                "[]", "not.object",
                "{\"CellA\":1}", "not.text",
                "{}", "empty",
                "{\"CellA\":\"CellA\"}", "self",
                "{\"CellA\":\"CellB\",\"CellB\":\"CellA\"}", "cycle",
                "{\"CellA\":\"CellZ\"}", "unknown");

        refusals.forEach((text, rule) -> {
            draft.jsonProperty().set(text);
            assertThat(rule()).as(text).isEqualTo(rule);
            for (Language language : Language.values()) {
                assertThat(new ZoneWords(new Texts(language)).rule(why(), draft.known()))
                        .as(text)
                        .isNotBlank();
            }
        });
    }

    @Test
    void parenthesesAreNamedInTheRefusal() {
        draft.jsonProperty().set("()");

        assertThat(new ZoneWords(new Texts(Language.ENGLISH)).rule(why(), draft.known()))
                .isEqualTo("Written with ( ) instead of { }");
    }

    @Test
    void anUnknownZoneIsRefusedWithThoseThatAreKnown() {
        draft.jsonProperty().set("{\"CellA\":\"CellZ\"}");

        assertThat(new ZoneWords(new Texts(Language.ENGLISH)).rule(why(), draft.known()))
                .isEqualTo("CellZ is not a known zone. Known: CellA, CellB, CellC");
        assertThat(draft.movesProperty().get()).containsExactly(new Move("CellA", "CellZ"));
    }

    @Test
    void aZoneMovedTwiceOnTheFormIsRefused() {
        draft.addMove(new Move("CellA", "CellB"));
        draft.addMove(new Move("CellA", "CellC"));

        assertThat(why()).isEqualTo(Violation.of("switchZone", "duplicate", "CellA"));
    }

    @Test
    void aSecondArrowFromTheSameCellReplacesTheFirst() {
        draft.draw("CellA", "CellB");
        draft.draw("CellA", "CellC");

        assertThat(draft.jsonProperty().get()).isEqualTo("{\"CellA\":\"CellC\"}");
    }

    @Test
    void takingAwayTheLastMoveLeavesNoRow() {
        draft.load("{\"CellA\":\"CellB\"}");
        draft.removeMove(0);

        assertThat(draft.jsonProperty().get()).isEmpty();
        assertThat(draft.stateProperty().get()).isEqualTo(new SwitchDraft.State.Nothing());
        assertThat(draft.dirtyProperty().get()).isTrue();

        draft.reset();
        assertThat(draft.movesProperty().get()).containsExactly(new Move("CellA", "CellB"));
        assertThat(draft.dirtyProperty().get()).isFalse();
    }

    private String rule() {
        return why().rule();
    }

    private Violation why() {
        return ((SwitchDraft.State.Wrong) draft.stateProperty().get()).why();
    }
}
