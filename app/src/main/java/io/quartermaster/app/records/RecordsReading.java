package io.quartermaster.app.records;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.RecordRepository;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one look at the ledger found. Immutable; made off the FX thread.
///
/// @param newest   the newest records, in the order of the table
/// @param reopened those loaded before that were not closed then and are not among `newest`, as they are now
/// @param joined   whether `newest` reaches what was loaded before: nothing is missing between
/// @param more     whether there are older ones
record RecordsReading(List<TriggerRecord> newest, List<TriggerRecord> reopened, boolean joined, boolean more) {
    /// How many records are read at a time.
    static final int PAGE = 200;
    /// How many pages a look goes back to reach what was loaded before.
    private static final int PAGES = 5;
    /// How many records that may still change are looked at one by one.
    private static final int OPEN = 60;

    /// Reads the newest, back to `known` (the newest loaded before; null for none), and what may have changed.
    static RecordsReading latest(
            Workspace workspace, RecordQuery query, @Nullable Set<RecordId> known, List<RecordId> open) {
        RecordRepository records = workspace.database().records();
        List<TriggerRecord> newest = new ArrayList<>();
        boolean joined = known == null;
        boolean more = true;
        for (int page = 0; page < PAGES && more && (page == 0 || !joined); page++) {
            List<TriggerRecord> found = records.page(
                    workspace.instance(), query.filter(), newest.isEmpty() ? null : newest.getLast(), PAGE);
            newest.addAll(found);
            more = found.size() == PAGE;
            joined = joined || found.stream().anyMatch(each -> known != null && known.contains(each.id()));
        }
        Set<RecordId> seen = new HashSet<>();
        newest.forEach(each -> seen.add(each.id()));
        List<TriggerRecord> reopened = open.stream()
                .filter(id -> !seen.contains(id))
                .limit(OPEN)
                .map(records::find)
                .flatMap(Optional::stream)
                .toList();
        return new RecordsReading(List.copyOf(newest), reopened, joined || !more, more);
    }

    /// Reads the page after `last`.
    static RecordsReading older(Workspace workspace, RecordQuery query, TriggerRecord last) {
        List<TriggerRecord> found =
                workspace.database().records().page(workspace.instance(), query.filter(), last, PAGE);
        return new RecordsReading(found, List.of(), true, found.size() == PAGE);
    }
}
