package io.quartermaster.server.watching;

import io.quartermaster.store.engine.Overlooked.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Judges whether a server is alive, and whether it is ready. Thread-safe; asks no database, as a probe must be
/// answered also when that is away.
public final class Health {
    /// A due time that this server itself was to fire and that is so late: its timer stands still.
    private static final Duration STUCK = Duration.ofSeconds(60);

    private final Supplier<Vitals> vitals;
    private final Supplier<List<String>> silentLoops;
    private final Supplier<List<Found>> overlooked;

    public Health(Supplier<Vitals> vitals, Supplier<List<String>> silentLoops, Supplier<List<Found>> overlooked) {
        this.vitals = vitals;
        this.silentLoops = silentLoops;
        this.overlooked = overlooked;
    }

    /// A judgement.
    ///
    /// @param good whether there is nothing against it
    /// @param details what it was drawn from, in order, of texts, numbers and lists of them
    public record Judgement(boolean good, Map<String, Object> details) {}

    /// Whether the process does its work, be it only waiting for the database: if not, it is to be started anew.
    public Judgement alive() {
        Vitals now = vitals.get();
        List<String> against = new ArrayList<>();
        silentLoops.get().forEach(loop -> against.add("the loop " + loop + " does not go on"));
        Instant oldest = now.depths().oldest();
        if (now.standing().member()
                && oldest != null
                && oldest.plus(STUCK).isBefore(now.base().now())) {
            against.add("a due time of " + oldest + " waits here and is not fired");
        }
        return judged("alive", now, against);
    }

    /// Whether it does its part in the cluster: it has slots, or stands by where somebody leads.
    public Judgement ready() {
        Vitals now = vitals.get();
        Vitals.Standing standing = now.standing();
        List<String> against = new ArrayList<>();
        if (!standing.member()) {
            against.add("it is no member of the cluster: the database does not answer, or not in time");
        } else if (standing.draining()) {
            against.add("it is draining");
        } else if (standing.slots() == 0 && !standing.led()) {
            against.add("it has no slots, and nobody leads the cluster who could give it some");
        }
        return judged("ready", now, against);
    }

    private Judgement judged(String asked, Vitals now, List<String> against) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("status", against.isEmpty() ? asked : "not " + asked);
        details.put("server", now.server());
        details.put("against", against);
        details.put("member", now.standing().member());
        details.put("leads", now.standing().leads());
        details.put("slots", now.standing().slots());
        details.put("clients", now.standing().clients());
        details.put("databaseRoundTripMs", now.base().roundTrip().toMillis());
        details.put("clockOffsetMs", now.base().clockOffset().toMillis());
        details.put("overlooked", overlooked.get().stream().map(Health::told).toList());
        return new Judgement(against.isEmpty(), details);
    }

    private static Map<String, Object> told(Found found) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kind", found.kind().name());
        told.put("count", found.count());
        String job = found.job();
        if (job != null) {
            told.put("job", job);
        }
        Instant since = found.since();
        if (since != null) {
            told.put("since", since.toString());
        }
        return told;
    }
}
