package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.RunEvent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the stops that a step came upon.
final class StopsHit {
    private final Spots spots;

    StopsHit(Spots spots) {
        this.spots = spots;
    }

    /// One that the step must be taken back for, as it went past a gateway.
    Optional<Halt.AtStop> passed(Collection<Stop> stops, List<RunEvent> step) {
        return first(stops, step, true);
    }

    /// One to halt at after the step.
    Optional<Halt.AtStop> reached(Collection<Stop> stops, List<RunEvent> step) {
        return first(stops, step, false);
    }

    private Optional<Halt.AtStop> first(Collection<Stop> stops, List<RunEvent> step, boolean gateways) {
        if (stops.isEmpty()) {
            return Optional.empty();
        }
        for (RunEvent event : step) {
            for (Stop stop : stops) {
                boolean hit = gateways ? passes(stop, event.fact()) : reaches(stop, event.fact());
                if (hit) {
                    return Optional.of(new Halt.AtStop(stop, Optional.ofNullable(nodeOf(event.fact()))));
                }
            }
        }
        return Optional.empty();
    }

    private boolean passes(Stop stop, Fact fact) {
        NodeKey node = nodeOf(fact);
        boolean moves = fact instanceof Fact.Answered || fact instanceof Fact.Opened || fact instanceof Fact.Ended;
        return stop instanceof Stop.Before before
                && node != null
                && moves
                && spots.of(node).equals(before.spot())
                && !isWork(before.spot());
    }

    private boolean reaches(Stop stop, Fact fact) {
        return switch (stop) {
            case Stop.Before before ->
                fact instanceof Fact.Started started
                        && isWork(before.spot())
                        && spots.of(started.node()).equals(before.spot());
            case Stop.Reaches reaches -> {
                NodeKey node = nodeOf(fact);
                yield node != null
                        && statusOf(fact) == reaches.status()
                        && spots.of(node).equals(reaches.spot());
            }
            case Stop.Changes changes ->
                fact instanceof Fact.Wrote wrote
                        && wrote.name().equals(changes.parameter())
                        && (changes.to() == null || changes.to().equals(wrote.value()));
        };
    }

    private boolean isWork(Spot spot) {
        return spots.node(spot)
                .map(Node::part)
                .filter(Part.Work.class::isInstance)
                .isPresent();
    }

    static @Nullable NodeKey nodeOf(Fact fact) {
        return switch (fact) {
            case Fact.Waits waits -> waits.node();
            case Fact.Started started -> started.node();
            case Fact.Opened opened -> opened.node();
            case Fact.Answered answered -> answered.node();
            case Fact.Ended ended -> ended.node();
            case Fact.Turned turned -> turned.node();
            case Fact.Held held -> held.node();
            case Fact.Wrote wrote -> wrote.writer();
            default -> null;
        };
    }

    private static @Nullable NodeStatus statusOf(Fact fact) {
        return switch (fact) {
            case Fact.Waits waits -> NodeStatus.WAITING;
            case Fact.Started started -> NodeStatus.EXECUTING;
            case Fact.Ended ended -> ended.status();
            case Fact.Turned turned -> turned.to();
            default -> null;
        };
    }
}
