package io.quartermaster.app.runs;

import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.Given;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.store.TopologyRunRepository.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes what is shown of a run out of its log: as it stands, or as it stood. Not thread-safe, without a toolkit.
final class Projector {
    private final RunLog log;
    private final RunGraphs graphs;
    private Set<NodeId> leftOut = Set.of();
    private @Nullable Remembered remembered;

    private record Remembered(NodeKey key, long started, Given given) {}

    Projector(Definitions definitions) {
        this.log = new RunLog(definitions);
        this.graphs = new RunGraphs(definitions);
    }

    RunLog log() {
        return log;
    }

    RunGraphs graphs() {
        return graphs;
    }

    /// Adds what is new; whether there was any.
    boolean append(List<RunEvent> read) {
        boolean news = log.append(read);
        if (news && log.events().getFirst().fact() instanceof Fact.Began began) {
            leftOut = began.range().leftOut(graphs.top());
        }
        return news;
    }

    /// @param position the line of the past to look at, null for the run as it stands
    /// @param theirs   what the clock of the database shows now
    /// @param progress what handlers said last
    Shown project(@Nullable Long position, Trail trail, Instant theirs, Map<NodeKey, Progress> progress) {
        boolean live = position == null;
        long seq = position == null ? log.seq() : position;
        TopologyRun run = log.at(seq);
        Story story = Story.of(log.upTo(seq));
        Instant at = live ? now(run, theirs) : log.instant(seq).orElseThrow();
        Set<NodeKey> critical = CriticalPath.of(graphs, run, story);
        Folded folded = Folded.of(graphs, run, leftOut, trail);
        return new Shown(
                run,
                seq,
                at,
                live,
                folded,
                story,
                critical,
                Timeline.of(graphs, story, critical, at),
                live ? progress : Map.of());
    }

    /// What the newest attempt of a node was given; before the first, what it would be given now.
    Given given(Shown now, NodeKey key) {
        long started = now.run().line(key);
        if (started == 0) {
            return now.run().given(key);
        }
        // values change while a node works, and after; what it was given is known only at the line it began with
        Remembered held = remembered;
        if (held == null || !held.key().equals(key) || held.started() != started) {
            Given given =
                    TopologyRun.replay(log.definitions(), log.upTo(started)).given(key);
            held = new Remembered(key, started, given);
            remembered = held;
        }
        return held.given();
    }

    /// What the run's clock shows: it stands still when the run has ended.
    private Instant now(TopologyRun run, Instant theirs) {
        Instant last = log.last().orElseThrow();
        return run.status().running() && theirs.isAfter(last) ? theirs : last;
    }
}
