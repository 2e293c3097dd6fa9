package io.quartermaster.app.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Ticker;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RecordFact;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.StoryNote;
import io.quartermaster.model.TriggerReason;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordWordsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
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

    @Test
    void aStoryIsToldInThePersonsLanguage() {
        RecordEvent missed = event("MISSED", new RecordFact.Missed(7, false, NOON, NOON.plusSeconds(60)));
        RecordEvent late = event("LATE", new RecordFact.Late(RunStatus.SUCCEED, RunStatus.TIMEOUT));

        assertThat(words(Language.ENGLISH).detail(missed)).startsWith("7 due times from ");
        assertThat(words(Language.CHINESE).detail(missed))
                .contains("有 7 个应触发时间")
                .doesNotContain("due");
        assertThat(words(Language.ENGLISH).detail(late))
                .isEqualTo("“succeeded” came after the run had been closed as “timed out”; the record stays");
        assertThat(words(Language.CHINESE).detail(late)).startsWith("运行以“").doesNotContain("came");
        assertThat(words(Language.CHINESE)
                        .detail(event("CLOSED", new RecordFact.Ended(RunStatus.FAILED, "no target was found"))))
                .endsWith("：no target was found");
    }

    @Test
    void everyFactHasWordsOfItsOwnInEveryLanguage() {
        for (Language language : Language.values()) {
            RecordWords words = words(language);
            FACTS.forEach((kind, fact) ->
                    assertThat(words.detail(event(kind, fact))).as(kind).doesNotContain("{", "records.story"));
        }
    }

    @Test
    void whatAnOlderServerWroteIsShownAsItIs() {
        for (String text : List.of("the client came back as session 7", "{\"session\": 7}", "{", "")) {
            assertThat(words(Language.CHINESE).detail(new RecordEvent(1, NOON, "ADOPTED", text)))
                    .isEqualTo(text);
        }
        String line = "{\"session\":\"x\"}";
        assertThat(words(Language.ENGLISH).detail(new RecordEvent(1, NOON, "PROGRESS", line)))
                .isEqualTo(line);
    }

    private static final Map<String, RecordFact> FACTS = Map.of(
            "PLANNED", new RecordFact.Planned(TriggerReason.TIMING, NOON, 3, 1),
            "FIRED", new RecordFact.Fired("server-1", 4),
            "REPORTED", new RecordFact.Reported(RunStatus.SUCCEED),
            "CLOSED", new RecordFact.Ended(RunStatus.SUCCEED, null),
            "TIMEOUT", new RecordFact.Ended(RunStatus.TIMEOUT, "no answer"),
            "MISSED", new RecordFact.Missed(1000, true, NOON, NOON),
            "LATE", new RecordFact.Late(RunStatus.SUCCEED, RunStatus.FAILED),
            "ADOPTED", new RecordFact.Adopted("session-1"),
            "SENT_TWICE", new RecordFact.SentTwice("server-2", 77, "app@10.0.0.7:51000"));

    private static RecordEvent event(String kind, RecordFact fact) {
        assertThat(RecordFact.read(kind, fact.json())).contains(fact);
        return new RecordEvent(1, NOON, kind, fact.json());
    }

    private static RecordWords words(Language language) {
        Texts texts = new Texts(language);
        return new RecordWords(texts, new Times(texts, new Ticker(InstantSource.fixed(NOON)), ZoneOffset.UTC));
    }
}
