package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.Flaw;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Slots;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.Violation;
import io.quartermaster.server.timing.DueTimes;
import io.quartermaster.store.JobListing;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is said of a job in words. FX thread only.
final class JobWords {
    /// How much of what cannot be read is shown; all of it stands in the database and in the audit.
    private static final int FLAW_MAX = 300;

    /// How many names a line has room for.
    private static final int SOME = 4;

    private final Texts texts;
    private final Times times;

    JobWords(Texts texts, Times times) {
        this.texts = texts;
        this.times = times;
    }

    String type(JobSpec spec) {
        return texts.get("jobs.type." + spec.type().name());
    }

    /// The cron expression as it is, everything else in words.
    String trigger(JobSpec spec) {
        return switch (spec.trigger()) {
            case Trigger.Cron cron -> cron.expression();
            case Trigger.OneTime once -> texts.get("jobs.trigger.words.once", times.seconds(once.at(), once.zone()));
            case Trigger.FixedRate rate -> texts.get("jobs.trigger.words.rate", times.duration(rate.every()));
            case Trigger.Event event -> texts.get("jobs.trigger.words.event");
        };
    }

    /// Why a job has no next fire; null when it has one.
    @Nullable
    String whyNoNext(JobListing listing) {
        String why = noNext(listing);
        return why == null ? null : texts.get("jobs.next." + why);
    }

    private static @Nullable String noNext(JobListing listing) {
        Job job = listing.job();
        if (!job.sound()) {
            return "unreadable";
        }
        if (!job.enabled()) {
            return "disabled";
        }
        if (!job.spec().trigger().timed()) {
            return "event";
        }
        if (!listing.scheduled()) {
            return "unscheduled";
        }
        if (listing.nextDue() != null) {
            return null;
        }
        return DueTimes.readable(job.spec().trigger()) ? "never" : "cron";
    }

    /// When it fires next, or in a word why not.
    String next(JobListing listing) {
        String why = noNext(listing);
        Instant due = listing.nextDue();
        return why != null || due == null
                ? texts.get("jobs.none") + " " + texts.get("jobs.next.short." + why)
                : times.relative(due);
    }

    /// The absolute time of the next fire in the viewer's zone, or why there is none.
    @Nullable
    String nextTip(JobListing listing) {
        Instant due = listing.nextDue();
        String why = whyNoNext(listing);
        if (why != null || due == null) {
            return why;
        }
        ZoneId zone = times.zoneProperty().get();
        return texts.get("jobs.next.tip", times.absolute(due), zone.getId());
    }

    /// The server that fires it.
    String owner(JobListing listing) {
        String owner = listing.owner();
        return owner == null ? texts.get("jobs.none") : owner;
    }

    /// The same in a sentence.
    String ownerLong(JobListing listing) {
        String owner = listing.owner();
        int slot = Slots.of(listing.job().id());
        return owner == null ? texts.get("jobs.owner.nobody", slot) : texts.get("jobs.owner.value", owner, slot);
    }

    String lastTip(JobListing.Last last) {
        Instant fired = last.fired();
        return fired == null
                ? texts.get("jobs.last.unfired", times.absolute(last.due()))
                : texts.get("jobs.last.tip", times.absolute(last.due()), times.absolute(fired));
    }

    String lastDuration(JobListing.Last last) {
        Instant fired = last.fired();
        Instant finished = last.finished();
        return fired == null || finished == null ? "" : times.duration(java.time.Duration.between(fired, finished));
    }

    /// Whether somebody should worry that no client is there.
    static boolean lacksClient(JobListing listing) {
        return hasClients(listing.job().spec().type()) && listing.clientsOnline() == 0;
    }

    /// Whether the engine's own clients run it.
    static boolean hasClients(JobType type) {
        return type == JobType.SIMPLE || type == JobType.CLUSTER;
    }

    String clients(JobListing listing) {
        if (!hasClients(listing.job().spec().type())) {
            return texts.get("jobs.none");
        }
        return listing.clientsOnline() == 0
                ? texts.get("jobs.clients.none")
                : Integer.toString(listing.clientsOnline());
    }

    /// The handlers in the order in which they are called, a line each when there are several.
    String handlers(JobSpec spec) {
        List<String> all = spec.work().handlers(spec.type(), spec.target());
        return all.size() == 1
                ? all.getFirst()
                : java.util.stream.IntStream.range(0, all.size())
                        .mapToObj(i -> (i + 1) + "  " + all.get(i))
                        .collect(Collectors.joining("\n"));
    }

    String rate(int rate) {
        return rate == 0 ? texts.get("jobs.form.rate.prompt") : texts.get("jobs.rate.value", rate);
    }

    /// What is doubtful of a handler, and who offers what.
    String warning(HandlerOffers.Warning warning) {
        return switch (warning) {
            case HandlerOffers.Warning.NoClient none -> texts.get("jobs.handler.noclient", none.application());
            case HandlerOffers.Warning.Unknown unknown ->
                unknown.instead().isEmpty()
                        ? texts.get("jobs.handler.unknown", unknown.application())
                        : texts.get("jobs.handler.unknown.instead", unknown.application(), some(unknown.instead()));
            case HandlerOffers.Warning.Elsewhere other ->
                texts.get("jobs.handler.elsewhere", other.application(), some(other.offering()));
            case HandlerOffers.Warning.WrongKind wrong ->
                texts.get(
                        "jobs.handler.kind",
                        texts.get("jobs.handler.kind." + wrong.offered()),
                        wrong.clients(),
                        texts.get("jobs.handler.interface." + wrong.needed()));
        };
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(SOME, names.size()))) + (names.size() > SOME ? " …" : "");
    }

    /// What is wrong with a part of a row and what stands there.
    String flaw(Flaw flaw) {
        String field = texts.get("jobs.field." + flaw.field());
        String stored = flaw.stored();
        String shown = stored.length() <= FLAW_MAX ? stored : stored.substring(0, FLAW_MAX) + "…";
        return texts.get("jobs.flaw", field, shown, texts.get("jobs.flaw." + expected(flaw.field())));
    }

    /// The key of what should have stood there.
    private static String expected(String field) {
        return switch (field) {
            case "params", "trigger", "timeZone", "retries", "instance" -> field;
            case "effectiveFrom", "expires" -> "time";
            case "timeout", "backOff" -> "span";
            default -> "word";
        };
    }

    /// The same of all parts, a line each, and what follows from it.
    String flaws(List<Flaw> flaws) {
        return flaws.stream().map(this::flaw).collect(Collectors.joining("\n"))
                + "\n"
                + texts.get("jobs.unreadable.todo");
    }

    String enabled(Job job) {
        return texts.get(job.enabled() ? "jobs.enabled.yes" : "jobs.enabled.no");
    }

    String updated(Job job) {
        return texts.get(
                "jobs.updated.tip", job.updatedBy(), times.absolute(job.updatedAt()), Integer.toString(job.version()));
    }

    /// What is wrong with a field, as a person reads it beside that field.
    String rule(Violation violation) {
        return texts.get("jobs.rule." + violation.rule(), violation.args().toArray());
    }

    /// The same with the field's name before it, for the reason why Save is off.
    String reason(Violation violation) {
        return texts.get("jobs.form.invalid", texts.get("jobs.field." + violation.field()), rule(violation));
    }
}
