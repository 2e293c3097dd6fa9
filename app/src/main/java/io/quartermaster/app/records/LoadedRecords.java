package io.quartermaster.app.records;

import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The records that have been read and are kept, a row each for as long as it is. FX thread only, without a toolkit.
final class LoadedRecords {
    private static final Comparator<RecordRow> NEWEST = Comparator.comparing(
                    (RecordRow row) -> row.record().due())
            .thenComparingLong(row -> row.id().value())
            .reversed();

    private final Map<RecordId, RecordRow> byId = new HashMap<>();

    @Nullable
    RecordRow get(RecordId id) {
        return byId.get(id);
    }

    /// Whether it was not there before.
    boolean put(TriggerRecord record) {
        RecordRow row = byId.get(record.id());
        if (row == null) {
            byId.put(record.id(), new RecordRow(record));
            return true;
        }
        row.show(record);
        return false;
    }

    void clear() {
        byId.clear();
    }

    void keepOnly(Set<RecordId> records) {
        byId.keySet().retainAll(records);
    }

    /// A record that no longer fits the filter (its status changed) goes, except the one a person looks at.
    ///
    /// @param wanted empty when every status is
    void leave(Set<RunStatus> wanted, @Nullable RecordRow held) {
        if (!wanted.isEmpty()) {
            byId.values()
                    .removeIf(
                            row -> row != held && !wanted.contains(row.record().status()));
        }
    }

    List<RecordRow> newestFirst() {
        List<RecordRow> all = new ArrayList<>(byId.values());
        all.sort(NEWEST);
        return all;
    }

    /// Keeps the newest ones.
    List<RecordRow> trim(int most) {
        List<RecordRow> all = newestFirst();
        all.stream().skip(most).forEach(row -> byId.remove(row.id()));
        return all.subList(0, Math.min(most, all.size()));
    }
}
