package io.quartermaster.app.runs;

import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.TopologyRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What is known of a run: its versions and the log as far as it was read. Gives the run as it stands, and as it stood
/// after any line. Not thread-safe, without a toolkit.
final class RunLog {
    private final Definitions definitions;
    private final List<RunEvent> events = new ArrayList<>();
    private final List<RunEvent> view = Collections.unmodifiableList(events);
    private final TopologyRun live;
    /// The last look back: looking further forward goes on from it.
    private TopologyRun past;

    RunLog(Definitions definitions) {
        this.definitions = definitions;
        this.live = new TopologyRun(definitions);
        this.past = new TopologyRun(definitions);
    }

    static RunLog of(Definitions definitions, List<RunEvent> events) {
        RunLog log = new RunLog(definitions);
        log.append(events);
        return log;
    }

    Definitions definitions() {
        return definitions;
    }

    /// Read only; grows with [#append].
    List<RunEvent> events() {
        return view;
    }

    long seq() {
        return live.seq();
    }

    /// Adds what is new among the lines read; whether there was any.
    boolean append(List<RunEvent> read) {
        long before = live.seq();
        for (RunEvent event : read) {
            if (event.seq() > live.seq()) {
                live.append(event);
                events.add(event);
            }
        }
        return live.seq() > before;
    }

    TopologyRun now() {
        return live;
    }

    /// The run after the line `seq`; later than the last line it is the run as it stands.
    TopologyRun at(long seq) {
        if (seq >= live.seq()) {
            return live;
        }
        if (seq < past.seq()) {
            past = new TopologyRun(definitions);
        }
        while (past.seq() < seq) {
            past.append(events.get((int) past.seq()));
        }
        return past;
    }

    /// The lines up to `seq`.
    List<RunEvent> upTo(long seq) {
        return view.subList(0, (int) Math.clamp(seq, 0, events.size()));
    }

    /// The last line that had happened by then, 0 when none had.
    long seqAt(Instant then) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (events.get(middle).at().isAfter(then)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// When a line happened.
    Optional<Instant> instant(long seq) {
        return seq < 1 || seq > events.size()
                ? Optional.empty()
                : Optional.of(events.get((int) seq - 1).at());
    }

    Optional<Instant> began() {
        return instant(1);
    }

    Optional<Instant> last() {
        return instant(events.size());
    }
}
