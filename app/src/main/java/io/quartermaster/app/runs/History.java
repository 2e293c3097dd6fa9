package io.quartermaster.app.runs;

import io.quartermaster.model.RecordId;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.store.TopologyRunRepository.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The history of a topology as a grid: runs beside each other, newest first, its nodes below each other. Immutable.
///
/// @param rows the nodes of the newest run in their order, then those that only older runs have
record History(List<HistoryColumn> columns, List<Row> rows, @Nullable Duration longest) {
    static final History NONE = new History(List.of(), List.of(), null);

    record Row(NodeId node, String name) {}

    History {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static History of(List<HistoryColumn> columns) {
        Map<NodeId, String> names = new LinkedHashMap<>();
        columns.forEach(column -> column.cells().forEach((node, cell) -> names.putIfAbsent(node, cell.name())));
        List<Row> rows = names.entrySet().stream()
                .map(each -> new Row(each.getKey(), each.getValue()))
                .toList();
        Duration longest = columns.stream()
                .map(HistoryColumn::took)
                .filter(java.util.Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(null);
        return new History(columns, rows, longest);
    }

    /// With what was read since: in the order of the runs, and without those that are gone.
    History with(List<Run> runs, List<HistoryColumn> read) {
        Map<RecordId, HistoryColumn> known = new HashMap<>();
        columns.forEach(column -> known.put(column.run().record().id(), column));
        read.forEach(column -> known.put(column.run().record().id(), column));
        List<HistoryColumn> now = new ArrayList<>();
        for (Run run : runs) {
            HistoryColumn column = known.get(run.record().id());
            if (column != null) {
                now.add(column);
            }
        }
        return now.equals(columns) ? this : of(now);
    }

    /// The runs that need not be read again, unless their record has changed.
    Set<RecordId> closed(List<RunRow> rows) {
        Map<RecordId, Run> now = rows.stream().collect(Collectors.toMap(RunRow::id, RunRow::run, (one, other) -> one));
        return columns.stream()
                .filter(column -> column.closed()
                        && column.run().equals(now.get(column.run().record().id())))
                .map(column -> column.run().record().id())
                .collect(Collectors.toSet());
    }
}
