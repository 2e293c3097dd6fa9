package io.quartermaster.model;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which zone and which client a firing, or a piece of its work, goes to. Pure: what is random and whose turn it is are
/// passed in.
///
/// A zone is drawn from those with a fitting client (or from the named ones), then mapped by the zone switch, and only
/// then is a client chosen, among the fitting ones in that zone. Where only chosen hosts may take the work, no other
/// client fits.
public final class Routing {
    /// Nobody of the application offers the handler, or nobody on a host that may take the work.
    public static final String NO_TARGET = "no target was found";
    /// None of the named zones has a fitting client.
    public static final String NO_ZONES = "no available target zones was found, please check if clients are available";
    /// The zone the draw was mapped to has no fitting client.
    public static final String NONE_IN_ZONE = "no available targets was found in zone";
    /// A client that fits names no zone.
    public static final String NO_ZONE_NAME = "target zone is null";

    /// How the detail begins when there are fitting clients, and none of them on a chosen host.
    public static final String NONE_CHOSEN = "none of the chosen hosts ";

    private Routing() {}

    /// A connected client.
    ///
    /// @param session tells it from all others
    /// @param kind what the wanted handler is on it, null when it has none of that name
    /// @param active how many runs it has now
    /// @param identity the same on all its links, whichever server looks; by it keys stay with their client
    /// @param host what it names as its own
    /// @param address where its link comes from, as `ip:port`
    public record Candidate(
            String session,
            String application,
            String zone,
            @Nullable HandlerKind kind,
            long active,
            String identity,
            String host,
            String address) {
        /// One of which only its session tells who it is.
        public Candidate(String session, String application, String zone, @Nullable HandlerKind kind, long active) {
            this(session, application, zone, kind, active, session, "", "");
        }

        /// Whether it is on one of these hosts: by the name or address it gives itself, or by where its link comes
        // from.
        boolean isAt(List<String> addresses) {
            int port = address.lastIndexOf(':');
            String ip = port < 0 ? address : address.substring(0, port);
            String bare = ip.startsWith("[") && ip.endsWith("]") ? ip.substring(1, ip.length() - 1) : ip;
            return addresses.stream()
                    .anyMatch(one -> !one.isBlank()
                            && (one.equalsIgnoreCase(host)
                                    || one.equalsIgnoreCase(bare)
                                    || one.equalsIgnoreCase(address)));
        }
    }

    /// What a client is wanted for.
    ///
    /// @param shard which piece of the work, counted from 0; a whole is piece 0
    /// @param zone where it has to be done, one of [#zones]; null to draw one
    public record Ask(String handler, HandlerKind kind, int shard, @Nullable String zone) {
        /// The job's first handler: that of a simple job, or what a cluster job begins with.
        public static Ask first(JobSpec job) {
            String handler = job.work().handlers(job.type(), job.target()).get(0);
            if (job.type() != JobType.CLUSTER) {
                return new Ask(handler, HandlerKind.SIMPLE, 0, null);
            }
            boolean split = !job.work().splits().isEmpty();
            return new Ask(handler, split ? HandlerKind.CLUSTER_SPLIT : HandlerKind.CLUSTER_EXECUTE, 0, null);
        }
    }

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

    /// A zone before and after the switch.
    public record ZoneDraw(String drawn, String zone) {}

    /// The zones of a message: drawn and mapped, without asking who listens there. One, except for [ZoneScope.Each]:
    /// then every zone, each once after the switch.
    ///
    /// @param home where the instance is at home; never empty
    /// @param ownZone of the server that fires
    public static List<ZoneDraw> messageZones(
            ZoneScope scope, List<String> home, ZoneSwitch zoneSwitch, String ownZone, RandomGenerator random) {
        return switch (scope) {
            case ZoneScope.Each each -> {
                Map<String, ZoneDraw> once = new LinkedHashMap<>();
                home.forEach(
                        zone -> once.putIfAbsent(zoneSwitch.target(zone), new ZoneDraw(zone, zoneSwitch.target(zone))));
                yield List.copyOf(once.values());
            }
            case ZoneScope.Named named -> List.of(drawn(named.zones(), zoneSwitch, random));
            case ZoneScope.Shared shared ->
                List.of(
                        shared.localFirst() && home.contains(ownZone)
                                ? new ZoneDraw(ownZone, zoneSwitch.target(ownZone))
                                : drawn(home, zoneSwitch, random));
        };
    }

    private static ZoneDraw drawn(List<String> zones, ZoneSwitch zoneSwitch, RandomGenerator random) {
        String drawn = zones.get(random.nextInt(zones.size()));
        return new ZoneDraw(drawn, zoneSwitch.target(drawn));
    }

    /// Every zone in which a job of [ZoneScope.Each] has to be done: those with a fitting client, mapped by the switch,
    /// each once, in the order of their names. A zone that is switched to one without a fitting client is left out.
    /// Empty when there is none; then [#choose] says why.
    ///
    /// @param candidates those of the job's instance, with what the handler `ask` names is on them
    public static List<String> zones(JobSpec job, Ask ask, List<Candidate> candidates, ZoneSwitch zoneSwitch) {
        List<Candidate> fitting = candidates.stream()
                .filter(client -> offers(job, client) && client.kind() == ask.kind() && mayTake(job, client))
                .toList();
        SequencedSet<String> present = present(fitting);
        return present.stream()
                .map(zoneSwitch::target)
                .filter(zone -> !zone.isBlank() && present.contains(zone))
                .distinct()
                .sorted()
                .toList();
    }

    /// All that may take what is asked for in the zone it names. When there is none, [#choose] says why.
    public static List<Candidate> fitting(JobSpec job, Ask ask, List<Candidate> candidates, ZoneSwitch zoneSwitch) {
        String zone = zoneSwitch.target(String.valueOf(ask.zone()));
        return candidates.stream()
                .filter(client -> offers(job, client) && client.kind() == ask.kind() && mayTake(job, client))
                .filter(client -> client.zone().equals(zone))
                .toList();
    }

    /// Chooses a client.
    ///
    /// @param ask what for
    /// @param candidates those of the job's instance, with what the handler `ask` names is on them
    /// @param ownZone of the server that fires, for [ZoneScope.Shared#localFirst()]
    /// @param turn grows by one with every choice for the job, for those who take turns
    public static Outcome choose(
            JobSpec job,
            Ask ask,
            List<Candidate> candidates,
            ZoneSwitch zoneSwitch,
            String ownZone,
            long turn,
            RandomGenerator random) {
        List<Candidate> offering = candidates.stream()
                .filter(client -> offers(job, client))
                .sorted(Comparator.comparing(Candidate::session))
                .toList();
        if (offering.isEmpty()) {
            return new Outcome.Failed(
                    NO_TARGET,
                    "application " + job.application() + ", handler " + ask.handler() + ", clients connected "
                            + candidates.size());
        }
        List<Candidate> ofKind =
                offering.stream().filter(client -> client.kind() == ask.kind()).toList();
        if (ofKind.isEmpty()) {
            return new Outcome.Failed(
                    "type of handler " + ask.handler() + " is not " + type(ask.kind()),
                    "it is " + offering.getFirst().kind());
        }
        List<Candidate> fitting =
                ofKind.stream().filter(client -> mayTake(job, client)).toList();
        if (fitting.isEmpty()) {
            return new Outcome.Failed(NO_TARGET, noneOfTheChosen(job, ofKind));
        }
        String zone = ask.zone();
        if (zone != null) {
            return inZone(job, ask, fitting, new ZoneDraw(zone, zoneSwitch.target(zone)), turn, random);
        }
        SequencedSet<String> zones = available(job.zones(), fitting, zoneSwitch, ownZone);
        if (zones.isEmpty()) {
            return new Outcome.Failed(NO_ZONES, "wanted " + job.zones() + ", fitting clients " + fitting.size());
        }
        ZoneDraw draw = drawn(List.copyOf(zones), zoneSwitch, random);
        return draw.drawn().isBlank()
                ? new Outcome.Failed(NO_ZONE_NAME, "a fitting client names no zone")
                : inZone(job, ask, fitting, draw, turn, random);
    }

    private static boolean offers(JobSpec job, Candidate client) {
        return client.application().equals(job.application()) && client.kind() != null;
    }

    private static boolean mayTake(JobSpec job, Candidate client) {
        return job.policies().routing() != Policies.Routing.CHOSEN
                || client.isAt(job.work().addresses());
    }

    private static String noneOfTheChosen(JobSpec job, List<Candidate> elsewhere) {
        return NONE_CHOSEN + job.work().addresses() + " has a fitting client; those that fit are at "
                + elsewhere.stream()
                        .map(client -> client.host().isBlank() ? client.address() : client.host())
                        .distinct()
                        .limit(5)
                        .collect(Collectors.joining(", "))
                + (elsewhere.size() > 5 ? " and elsewhere" : "");
    }

    private static String type(HandlerKind kind) {
        return switch (kind) {
            case SIMPLE -> "ISimpleJobHandler";
            case CLUSTER_SPLIT -> "IClusterJobSplitHandler";
            case CLUSTER_EXECUTE -> "IClusterJobExecuteHandler";
        };
    }

    private static Outcome inZone(
            JobSpec job, Ask ask, List<Candidate> fitting, ZoneDraw draw, long turn, RandomGenerator random) {
        List<Candidate> there = fitting.stream()
                .filter(client -> client.zone().equals(draw.zone()))
                .toList();
        if (there.isEmpty()) {
            return new Outcome.Failed(
                    NONE_IN_ZONE, "drawn " + draw.drawn() + ", after the switch " + draw.zone(), draw);
        }
        Candidate target =
                switch (job.policies().routing()) {
                    case RANDOM -> there.get(random.nextInt(there.size()));
                    case ROUND_ROBIN, CHOSEN -> there.get((int) Math.floorMod(turn, (long) there.size()));
                    case LEAST_ACTIVE -> leastActive(there, random);
                    case CONSISTENT_HASH ->
                        Affinity.choose(there, job.instance() + "/" + job.name() + "#" + ask.shard());
                };
        return new Outcome.Chosen(target, draw.drawn(), draw.zone(), there.size());
    }

    private static Candidate leastActive(List<Candidate> clients, RandomGenerator random) {
        long least = clients.stream().mapToLong(Candidate::active).min().orElse(0);
        List<Candidate> idle =
                clients.stream().filter(client -> client.active() == least).toList();
        return idle.get(random.nextInt(idle.size()));
    }

    private static SequencedSet<String> present(List<Candidate> fitting) {
        SequencedSet<String> present = new TreeSet<>();
        fitting.forEach(client -> present.add(client.zone()));
        return present;
    }

    /// The zones to draw from. One that is named, or the server's own, counts if it or the zone it is switched to has a
    /// fitting client.
    private static SequencedSet<String> available(
            ZoneScope scope, List<Candidate> fitting, ZoneSwitch zoneSwitch, String ownZone) {
        SequencedSet<String> present = present(fitting);
        return switch (scope) {
            case ZoneScope.Each each -> present;
            case ZoneScope.Shared shared -> {
                boolean own = shared.localFirst() && present.contains(zoneSwitch.target(ownZone));
                yield own && !ownZone.isBlank() ? new TreeSet<>(List.of(ownZone)) : present;
            }
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
