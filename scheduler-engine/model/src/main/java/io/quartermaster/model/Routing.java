package io.quartermaster.model;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Which zone and which client a firing goes to. Pure: what is random and whose turn it is are passed in.
///
/// A zone is drawn from those with a fitting client (or from the named ones), then mapped by the zone switch, and only
/// then is a client chosen, among the fitting ones in that zone.
public final class Routing {
    /// Nobody of the application offers the handler.
    public static final String NO_TARGET = "no target was found";
    /// None of the named zones has a fitting client.
    public static final String NO_ZONES = "no available target zones was found, please check if clients are available";
    /// The zone the draw was mapped to has no fitting client.
    public static final String NONE_IN_ZONE = "no available targets was found in zone";
    /// A client that fits names no zone.
    public static final String NO_ZONE_NAME = "target zone is null";

    private Routing() {}

    /// A connected client.
    ///
    /// @param session tells it from all others
    /// @param kind what the wanted handler is on it, null when it has none of that name
    /// @param active how many runs it has now
    public record Candidate(String session, String application, String zone, @Nullable HandlerKind kind, long active) {}

    /// What was decided, and enough to tell why.
    public sealed interface Outcome {
        /// @param drawn the zone before the switch, and `zone` after it
        /// @param candidates how many fitting clients there were in that zone
        record Chosen(Candidate target, String drawn, String zone, int candidates) implements Outcome {}

        /// @param text word for word what runbooks search for
        /// @param draw the zone that turned out to be empty; null when it did not come to that
        record Failed(String text, String detail, @Nullable ZoneDraw draw) implements Outcome {
            Failed(String text, String detail) {
                this(text, detail, null);
            }
        }
    }

    /// The zone of a message: drawn and mapped, without asking who listens there.
    ///
    /// @param zones where the instance is at home; never empty
    public static ZoneDraw zone(ZoneScope scope, List<String> zones, ZoneSwitch zoneSwitch, RandomGenerator random) {
        List<String> from =
                switch (scope) {
                    case ZoneScope.Shared shared -> zones;
                    case ZoneScope.Each each -> zones;
                    case ZoneScope.Named named -> named.zones();
                };
        String drawn = from.get(random.nextInt(from.size()));
        return new ZoneDraw(drawn, zoneSwitch.target(drawn));
    }

    /// A zone before and after the switch.
    public record ZoneDraw(String drawn, String zone) {}

    /// Chooses a client for a simple job.
    ///
    /// @param clients those of the job's instance
    /// @param turn grows by one with every firing of the job, for ROUND_ROBIN
    public static Outcome choose(
            JobSpec job, List<Candidate> clients, ZoneSwitch zoneSwitch, long turn, RandomGenerator random) {
        List<Candidate> offering = clients.stream()
                .filter(client -> client.application().equals(job.application()) && client.kind() != null)
                .sorted(Comparator.comparing(Candidate::session))
                .toList();
        if (offering.isEmpty()) {
            return new Outcome.Failed(
                    NO_TARGET,
                    "application " + job.application() + ", handler " + job.target() + ", clients connected "
                            + clients.size());
        }
        List<Candidate> fitting = offering.stream()
                .filter(client -> client.kind() == HandlerKind.SIMPLE)
                .toList();
        if (fitting.isEmpty()) {
            return new Outcome.Failed(
                    "type of handler " + job.target() + " is not ISimpleJobHandler",
                    "it is " + offering.getFirst().kind());
        }
        SequencedSet<String> zones = zones(job.zones(), fitting, zoneSwitch);
        if (zones.isEmpty()) {
            return new Outcome.Failed(NO_ZONES, "wanted " + job.zones() + ", fitting clients " + fitting.size());
        }
        List<String> ordered = List.copyOf(zones);
        String drawn = ordered.get(random.nextInt(ordered.size()));
        if (drawn.isBlank()) {
            return new Outcome.Failed(NO_ZONE_NAME, "a fitting client names no zone");
        }
        return inZone(job, fitting, drawn, zoneSwitch.target(drawn), turn, random);
    }

    private static Outcome inZone(
            JobSpec job, List<Candidate> fitting, String drawn, String zone, long turn, RandomGenerator random) {
        List<Candidate> there =
                fitting.stream().filter(client -> client.zone().equals(zone)).toList();
        if (there.isEmpty()) {
            return new Outcome.Failed(
                    NONE_IN_ZONE, "drawn " + drawn + ", after the switch " + zone, new ZoneDraw(drawn, zone));
        }
        Candidate target =
                switch (job.policies().routing()) {
                    case RANDOM -> there.get(random.nextInt(there.size()));
                    case ROUND_ROBIN -> there.get((int) Math.floorMod(turn, (long) there.size()));
                    case LEAST_ACTIVE -> leastActive(there, random);
                    case CONSISTENT_HASH, CHOSEN -> there.get(random.nextInt(there.size()));
                };
        return new Outcome.Chosen(target, drawn, zone, there.size());
    }

    private static Candidate leastActive(List<Candidate> clients, RandomGenerator random) {
        long least = clients.stream().mapToLong(Candidate::active).min().orElse(0);
        List<Candidate> idle =
                clients.stream().filter(client -> client.active() == least).toList();
        return idle.get(random.nextInt(idle.size()));
    }

    /// A named zone counts as available if it, or the zone it is switched to, has a fitting client.
    private static SequencedSet<String> zones(ZoneScope scope, List<Candidate> fitting, ZoneSwitch zoneSwitch) {
        SequencedSet<String> present = new TreeSet<>();
        fitting.forEach(client -> present.add(client.zone()));
        return switch (scope) {
            case ZoneScope.Shared shared -> present;
            case ZoneScope.Each each -> present;
            case ZoneScope.Named named -> {
                SequencedSet<String> available = new LinkedHashSet<>();
                for (String zone : named.zones()) {
                    if (present.contains(zone) || present.contains(zoneSwitch.target(zone))) {
                        available.add(zone);
                    }
                }
                yield available;
            }
        };
    }
}
