package io.quartermaster.app.records;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.DecisionRecord;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RecordFact;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.StoryNote;
import io.quartermaster.model.TriggerRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is said of a record in words. FX thread only.
final class RecordWords {
    private static final Duration ON_TIME = Duration.ofMillis(1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private final Texts texts;
    private final Times times;
    private final DecisionWords decisions;

    RecordWords(Texts texts, Times times) {
        this.texts = texts;
        this.times = times;
        this.decisions = new DecisionWords(texts);
    }

    String due(TriggerRecord record) {
        return times.absolute(record.due());
    }

    String fired(TriggerRecord record) {
        Instant fired = record.fired();
        if (fired != null) {
            return times.absolute(fired);
        }
        return texts.get(record.status() == RunStatus.PLANNED ? "records.none" : "records.unfired");
    }

    /// The same where it stands beside the due time: the day only when it is another one.
    String firedBesideDue(TriggerRecord record) {
        Instant fired = record.fired();
        ZoneId zone = times.zoneProperty().get();
        boolean sameDay =
                fired != null && LocalDate.ofInstant(fired, zone).equals(LocalDate.ofInstant(record.due(), zone));
        return fired != null && sameDay ? TIME.format(fired.atZone(zone)) : fired(record);
    }

    /// How late it fired, in milliseconds up to ten seconds.
    String late(TriggerRecord record) {
        return record.lateness().map(this::late).orElse(texts.get("records.none"));
    }

    private String late(Duration late) {
        if (late.compareTo(ON_TIME) < 0) {
            return texts.get("records.late.none");
        }
        return late.toMillis() < 10_000
                ? texts.get("records.late.millis", Long.toString(late.toMillis()))
                : texts.get("records.late.seconds", String.format(Locale.ROOT, "%.1f", late.toMillis() / 1000.0));
    }

    String reason(TriggerRecord record) {
        return texts.get("records.reason." + record.reason().name());
    }

    /// How long it took, or has taken so far.
    String took(TriggerRecord record) {
        Instant fired = record.fired();
        if (record.status().running() && fired != null) {
            Duration so = Duration.between(fired, times.ticker().nowProperty().get());
            return texts.get("records.elapsed", times.duration(so.isNegative() ? Duration.ZERO : so));
        }
        return record.duration().map(times::duration).orElse(texts.get("records.none"));
    }

    /// The error, the result, or the latest progress of one that runs; on one line.
    String outcome(TriggerRecord record) {
        String text = error(record);
        if (text == null || text.isBlank()) {
            text = record.status().running() && record.progress() != null ? record.progress() : record.result();
        }
        return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ⏎ ");
    }

    /// Why it did not succeed, or was skipped.
    @Nullable
    String error(TriggerRecord record) {
        String text = record.error();
        return text != null && record.status() == RunStatus.SKIPPED ? decisions.skipped(text) : text;
    }

    /// What is known of an event, in the person's language where it is told in parts.
    String detail(RecordEvent event) {
        return switch (event.kind()) {
            case "ROUTED" ->
                DecisionRecord.read(event.detail()).map(decisions::brief).orElse(event.detail());
            case "SKIPPED" -> decisions.skipped(event.detail());
            default ->
                RecordFact.read(event.kind(), event.detail())
                        .map(this::words)
                        .or(() -> StoryNote.read(event.detail()).map(this::note))
                        .orElse(event.detail());
        };
    }

    private String note(StoryNote note) {
        return texts.get("records.note." + note.reason().name(), note.args().toArray());
    }

    private String words(RecordFact fact) {
        return switch (fact) {
            case RecordFact.Planned planned ->
                texts.get(
                        "records.story.PLANNED",
                        texts.get("records.reason." + planned.reason().name()),
                        times.absolute(planned.due()),
                        Integer.toString(planned.version()),
                        Integer.toString(planned.attempt()));
            case RecordFact.Fired fired ->
                texts.get("records.story.FIRED", orEmpty(fired.server()), Long.toString(fired.lateMillis()));
            case RecordFact.Reported reported -> texts.get("records.story.REPORTED", status(reported.status()));
            case RecordFact.Ended ended ->
                ended.text() == null
                        ? status(ended.status())
                        : texts.get("records.story.CLOSED", status(ended.status()), ended.text());
            case RecordFact.Missed missed ->
                texts.get(
                        missed.atLeast() ? "records.story.MISSED.atleast" : "records.story.MISSED",
                        missed.count(),
                        times.absolute(missed.from()),
                        times.absolute(missed.to()));
            case RecordFact.Late late -> texts.get("records.story.LATE", status(late.came()), status(late.was()));
            case RecordFact.Adopted adopted -> texts.get("records.story.ADOPTED", adopted.session());
            case RecordFact.SentTwice twice ->
                texts.get(
                        "records.story.SENT_TWICE",
                        twice.server(),
                        Long.toString(twice.tenure()),
                        orEmpty(twice.client()));
        };
    }

    private String status(RunStatus status) {
        return texts.get("records.status." + status.name());
    }

    /// The engine's word for an event in the person's language, as it is when we do not know it.
    String event(String kind) {
        String key = "records.event." + kind;
        return texts.has(key) ? texts.get(key) : kind.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
