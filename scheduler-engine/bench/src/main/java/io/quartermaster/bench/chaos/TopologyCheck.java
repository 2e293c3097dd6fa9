package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Line;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.store.Database;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Holds the logs of the topologies' runs against their records and the clients' journals. Used once; blocks.
///
/// A run is in order when its record is closed and has a log without a gap; the log, played from its first line, ends
// as
/// the record says; every attempt of a node ended once; and what ended well is in a journal, once.
final class TopologyCheck {
    private final Database database;
    /// A client's trigger id of a node: the run, its topology, then node, pass, attempt and the line that began it.
    private static final Pattern TRIGGER = Pattern.compile("T:(\\d+):\\d+:(.*)");

    private final Map<String, List<Line>> done = new HashMap<>();
    /// Without the topology.
    private final Set<String> executed = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> ends = new TreeMap<>();
    private int nodes;
    private int attempts;
    private int open;
    private int unequal;
    private int lost;
    private int twice;
    private int executedTwice;

    TopologyCheck(Database database, List<Line> journals) {
        this.database = database;
        for (Line line : journals) {
            Matcher trigger = TRIGGER.matcher(line.execution().triggerId());
            if (trigger.matches()) {
                executed.add(trigger.group(1) + ":" + trigger.group(2));
                done.computeIfAbsent(trigger.group(), id -> new ArrayList<>()).add(line);
            }
        }
    }

    /// What was found.
    ///
    /// @param open      runs that did not end
    /// @param unequal   runs whose log says otherwise than their record, or cannot be played
    /// @param lost      attempts of nodes without an end, and ends without an execution
    /// @param twice     attempts of nodes that were accepted more than once
    /// @param reexecuted attempts that clients executed more than once
    /// @param faults    each of them in words
    record Found(
            Map<String, Integer> ends,
            int nodes,
            int attempts,
            int open,
            int unequal,
            int lost,
            int twice,
            int reexecuted,
            List<String> faults) {
        boolean clean() {
            return open + unequal + lost + twice == 0;
        }

        /// In words.
        String text() {
            StringBuilder text = new StringBuilder("runs of topologies: " + ends + "\n");
            faults.forEach(fault -> text.append("  ").append(fault).append('\n'));
            return text.toString();
        }

        String summary() {
            return "topology_runs="
                    + ends.values().stream().mapToInt(Integer::intValue).sum() + " topology_nodes="
                    + nodes + " topology_attempts=" + attempts + " topology_open=" + open + " topology_unequal="
                    + unequal + " topology_lost=" + lost + " topology_double=" + twice + " topology_reexecuted="
                    + reexecuted;
        }
    }

    Found check() {
        Map<Long, RunStatus> records = records();
        records.forEach((id, status) -> {
            ends.merge(status.name(), 1, Integer::sum);
            run(new RecordId(id), status);
        });
        done.forEach((trigger, lines) -> {
            if (lines.size() > 1) {
                executedTwice++;
                faults.add("executed " + lines.size() + " times: " + trigger + " " + lines);
            }
        });
        return new Found(ends, nodes, attempts, open, unequal, lost, twice, executedTwice, List.copyOf(faults));
    }

    private Map<Long, RunStatus> records() {
        Map<Long, RunStatus> found = new TreeMap<>();
        database.run(handle -> handle.createQuery(
                        "select id, status from trigger_record where job_name like :names and status <> 'SKIPPED'")
                .bind("names", ChaosTopologies.NAME + "%")
                .map((row, context) -> Map.entry(row.getLong(1), RunStatus.of(row.getString(2))))
                .forEach(each -> found.put(each.getKey(), each.getValue())));
        return found;
    }

    private void run(RecordId id, RunStatus status) {
        if (!status.closed()) {
            open++;
            faults.add("record " + id + " did not end: " + status);
            return;
        }
        List<RunEvent> log = database.topologyRuns().events(id, 0);
        Definitions definitions = database.topologyRuns().definitions(id).orElse(null);
        if (definitions == null || log.isEmpty()) {
            unequal(id, "it is " + status + " and has no log");
            return;
        }
        try {
            TopologyRun run = TopologyRun.replay(definitions, log);
            if (run.status() != status) {
                unequal(id, "its record says " + status + ", its log " + run.status());
            }
            nodes += run.nodes().size();
            attempts(id, run, log);
        } catch (IllegalArgumentException e) {
            unequal(id, "its log cannot be played: " + e.getMessage());
        }
    }

    private void unequal(RecordId id, String why) {
        unequal++;
        faults.add("record " + id + ": " + why);
    }

    /// From the line that began it each attempt is followed to the line that ended it.
    private void attempts(RecordId id, TopologyRun run, List<RunEvent> log) {
        Map<NodeKey, RunEvent> going = new HashMap<>();
        for (RunEvent line : log) {
            switch (line.fact()) {
                case Fact.Started begun -> {
                    if (run.isTask(begun.node())) {
                        attempts++;
                        if (going.put(begun.node(), line) != null) {
                            lost(id, begun + " began before the attempt before it had ended");
                        }
                    }
                }
                case Fact.Waits waits -> {
                    // a pass of a loop ends so; after a failed attempt its end has been there before
                    if (waits.what() == NodeState.WaitsFor.NEXT_PASS && run.isTask(waits.node())) {
                        accepted(id, waits.node(), going.remove(waits.node()));
                    }
                }
                case Fact.Ended end -> {
                    RunEvent began = going.remove(end.node());
                    if (end.status() == NodeStatus.SUCCEED && run.isTask(end.node())) {
                        accepted(id, end.node(), began);
                    }
                }
                default -> {}
            }
        }
        going.forEach((node, line) -> lost(id, line.fact() + " has no end"));
    }

    /// What the log says was done, a client must have done.
    private void accepted(RecordId id, NodeKey node, @Nullable RunEvent began) {
        if (began == null) {
            twice++;
            faults.add("record " + id + ": accepted twice: " + node);
        } else if (began.fact() instanceof Fact.Started start
                && !executed.contains(
                        id + ":" + node + ":" + start.pass() + ":" + start.attempt() + ":" + began.seq())) {
            lost(id, start + " was accepted, and no client did it");
        }
    }

    private void lost(RecordId id, String why) {
        lost++;
        faults.add("record " + id + ": " + why);
    }
}
