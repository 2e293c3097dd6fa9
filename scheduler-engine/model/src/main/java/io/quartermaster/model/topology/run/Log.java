package io.quartermaster.model.topology.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Appends facts to a run as they are decided; each is applied at once, so that the next decision knows it.
final class Log {
    private final RunState state;
    private final Instant at;
    private final List<RunEvent> appended = new ArrayList<>();

    Log(RunState state, Instant now) {
        this.state = state;
        this.at = now.isBefore(state.at()) ? state.at() : now;
    }

    void add(Fact fact) {
        RunEvent event = new RunEvent(state.seq() + 1, at, fact);
        state.apply(event);
        appended.add(event);
    }

    Instant now() {
        return at;
    }

    List<RunEvent> appended() {
        return List.copyOf(appended);
    }
}
