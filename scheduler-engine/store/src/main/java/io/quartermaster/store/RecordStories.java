package io.quartermaster.store;

import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RecordFact;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The usual story of a firing, read from its row: a row for each step would be most of what a busy cluster writes.
final class RecordStories {
    private static final List<String> BEGINNING = List.of("PLANNED", "MISSED", "FIRED", "ROUTED");
    private static final List<String> ENDING =
            List.of("REPORTED", "SKIPPED", "TIMEOUT", "CLOSED", "LATE", "SENT_TWICE");

    private RecordStories() {}

    /// What the row of `select * from trigger_record` tells.
    static List<RecordEvent> usual(ResultSet row) throws SQLException {
        TriggerRecord record = RecordRepository.read(row);
        List<RecordEvent> events = new ArrayList<>();
        add(
                events,
                Sql.instant(row, "planned_at"),
                "PLANNED",
                new RecordFact.Planned(record.reason(), record.due(), row.getInt("job_version"), record.attempt())
                        .json());
        Instant fired = record.fired();
        String decision = row.getString("decision");
        if (fired != null) {
            add(
                    events,
                    fired,
                    "FIRED",
                    new RecordFact.Fired(
                                    record.server(),
                                    Duration.between(record.due(), fired).toMillis())
                            .json());
        }
        if (decision != null) {
            add(events, fired != null ? fired : record.finished(), "ROUTED", decision);
        }
        ended(record, row.getBoolean("reported"), events);
        return events;
    }

    private static void ended(TriggerRecord record, boolean reported, List<RecordEvent> events) {
        RunStatus status = record.status();
        Instant at = record.finished();
        String text = record.error() != null ? record.error() : record.result();
        if (reported) {
            add(events, at, "REPORTED", new RecordFact.Reported(status).json());
        }
        if (status == RunStatus.SKIPPED) {
            add(events, at, "SKIPPED", String.valueOf(text));
        } else {
            String kind = status == RunStatus.TIMEOUT ? "TIMEOUT" : "CLOSED";
            add(events, at, kind, new RecordFact.Ended(status, text).json());
        }
    }

    /// By time; of one time in the order in which such things happen, and else in the order they were told.
    static List<RecordEvent> inOrder(List<RecordEvent> events) {
        List<RecordEvent> sorted = events.stream()
                .sorted(Comparator.comparing(RecordEvent::at).thenComparing(event -> place(event.kind())))
                .toList();
        return IntStream.range(0, sorted.size())
                .mapToObj(i -> new RecordEvent(
                        i + 1,
                        sorted.get(i).at(),
                        sorted.get(i).kind(),
                        sorted.get(i).detail()))
                .toList();
    }

    /// What else is told of a run comes after all that begins a run and before all that ends it.
    private static int place(String kind) {
        int beginning = BEGINNING.indexOf(kind);
        int end = ENDING.indexOf(kind);
        return beginning >= 0 ? beginning : BEGINNING.size() + 1 + end;
    }

    private static void add(List<RecordEvent> events, @Nullable Instant at, String kind, String detail) {
        if (at != null) {
            events.add(new RecordEvent(0, at, kind, detail));
        }
    }
}
