package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A real run, taken apart into what came to it from outside: what its clients answered and how long that took, what
/// people did and when, and how late its waits were noticed. Immutable.
///
/// A node that is reset has the same turn again; of each turn and each wait there is therefore a list, in its order.
public final class Recording {
    /// @param told  empty when the recorded run never heard
    /// @param again after how long it was tried again, null when it was not
    /// @param order the line it was told with
    record Kept(Optional<Told> told, @Nullable Duration again, long order) {
        static final Kept NOTHING = new Kept(Optional.empty(), null, Due.UNRECORDED);
    }

    /// @param late how long after its end it was noticed
    record Woken(Duration late, long order) {}

    private final Input.Begin begin;
    private final Instant began;
    private final Map<Turn, List<Kept>> turns;
    private final Map<NodeKey, List<Woken>> wakes;
    private final List<Due.Deed> deeds;
    private final Map<Spot, Told> elsewhere;

    Recording(
            Input.Begin begin,
            Instant began,
            Map<Turn, List<Kept>> turns,
            Map<NodeKey, List<Woken>> wakes,
            List<Due.Deed> deeds,
            Map<Spot, Told> elsewhere) {
        this.begin = begin;
        this.began = began;
        this.turns = Map.copyOf(turns);
        this.wakes = Map.copyOf(wakes);
        this.deeds = List.copyOf(deeds);
        this.elsewhere = Map.copyOf(elsewhere);
    }

    /// @throws IllegalArgumentException when the log does not begin with the run's beginning, or misses a line
    public static Recording of(Definitions definitions, List<RunEvent> log) {
        TakeApart parts = new TakeApart(new Spots(definitions));
        log.forEach(parts::take);
        return parts.done();
    }

    /// How the run was begun.
    public Input.Begin begin() {
        return begin;
    }

    public Instant began() {
        return began;
    }

    /// What people did to it, in order.
    public List<Input> deeds() {
        return deeds.stream().map(Due.Deed::input).toList();
    }

    List<Due.Deed> dueDeeds() {
        return deeds;
    }

    /// @param time counts from 1
    Optional<Kept> kept(Turn turn, int time) {
        List<Kept> times = turns.getOrDefault(turn, List.of());
        return time <= times.size() ? Optional.of(times.get(time - 1)) : Optional.empty();
    }

    /// What a node was told last, in whatever copy, pass and attempt.
    Optional<Told> elsewhere(Spot spot) {
        return Optional.ofNullable(elsewhere.get(spot));
    }

    /// @param time counts from 1
    Optional<Woken> woken(NodeKey node, int time) {
        List<Woken> times = wakes.getOrDefault(node, List.of());
        return time <= times.size() ? Optional.of(times.get(time - 1)) : Optional.empty();
    }
}
