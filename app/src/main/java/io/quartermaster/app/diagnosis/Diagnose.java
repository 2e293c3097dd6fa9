package io.quartermaster.app.diagnosis;

import io.quartermaster.app.diagnosis.Check.Topic;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.store.ClientRepository.Session;
import io.quartermaster.store.ClusterRepository.ServerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The guide's checks over what was read: what is wrong, what is not, and what cannot be known from here. Pure.
final class Diagnose {
    private static final int SHOWN = 5;
    private static final Duration AROUND = Duration.ofMinutes(1);

    private final Evidence seen;
    private final Job job;

    private Diagnose(Evidence seen, Job job) {
        this.seen = seen;
        this.job = job;
    }

    static List<Check> of(Symptom symptom, Evidence seen) {
        Job job = seen.job();
        if (job == null) {
            return List.of(Check.unknown(Topic.HANDLER, Said.of("job.gone"), List.of(), Said.of("job.gone.todo")));
        }
        return new Diagnose(seen, job).checks(symptom);
    }

    private List<Check> checks(Symptom symptom) {
        boolean message = job.spec().type() == JobType.MESSAGE;
        return switch (symptom) {
            case NO_TARGET, NO_ZONES, NONE_IN_ZONE, ZONE_NULL -> nobody();
            case WRONG_KIND -> List.of(new HandlerChecks(seen, job).kinds(), client());
            case NO_CONNECTION -> message ? List.of(broker()) : List.of(link(), client(), servers(), refused());
            case REMOTE_OFF -> List.of(remote(), client());
            case BROKER_REJECTS -> List.of(broker());
            case TIMEOUT -> message ? List.of(timeout()) : List.of(timeout(), link(), client());
        };
    }

    private List<Check> nobody() {
        HandlerChecks handlers = new HandlerChecks(seen, job);
        ZoneChecks zones = new ZoneChecks(seen, job);
        List<Check> all = new ArrayList<>(List.of(client(), handlers.kinds()));
        if (job.spec().policies().routing() == Policies.Routing.CHOSEN) {
            all.add(handlers.hosts());
        }
        all.addAll(List.of(zones.scope(), zones.switching(), servers(), key(), refused()));
        return all;
    }

    private Check client() {
        String application = job.spec().application();
        List<Said> then = List.of(Said.of("client.then", seen.failed(), thereAt(seen.failed())));
        if (!seen.open().isEmpty()) {
            List<Said> evidence = new ArrayList<>(then);
            seen.open().stream()
                    .limit(SHOWN)
                    .map(each -> Said.of("client.link", each.address(), each.zone(), each.server(), each.connected()))
                    .forEach(evidence::add);
            return new Check(
                    Topic.CLIENT,
                    Check.Result.OK,
                    Said.of("client.there", processes(seen.open()), application),
                    evidence,
                    null);
        }
        if (seen.ended().isEmpty()) {
            return Check.wrong(
                    Topic.CLIENT, Said.of("client.never", application), List.of(), Said.of("client.never.todo"));
        }
        List<Said> evidence = new ArrayList<>(then);
        seen.ended().stream().map(Diagnose::ended).forEach(evidence::add);
        return Check.wrong(Topic.CLIENT, Said.of("client.gone", application), evidence, Said.of("client.gone.todo"));
    }

    /// How many of its processes were linked at a moment.
    private int thereAt(Instant moment) {
        List<Session> all = new ArrayList<>(seen.open());
        all.addAll(seen.ended());
        return processes(all.stream()
                .filter(each -> !each.connected().isAfter(moment))
                .filter(each -> {
                    Instant left = each.left();
                    return left == null || left.isAfter(moment);
                })
                .toList());
    }

    private static int processes(List<Session> links) {
        return (int) links.stream()
                .map(each -> {
                    String id = each.clientId();
                    return id == null ? each.host() + "#" + each.process() : id;
                })
                .distinct()
                .count();
    }

    private static Said ended(Session link) {
        Instant left = link.left();
        String reason = link.reason();
        return Said.of(
                "client.ended",
                link.address(),
                link.zone(),
                left == null ? link.connected() : left,
                reason == null || reason.isBlank() ? Said.of("client.unexplained") : reason);
    }

    private Check link() {
        Instant from = seen.failed().minus(AROUND);
        Instant finished = seen.record().finished();
        Instant until = (finished == null ? seen.at() : finished).plus(AROUND);
        List<Said> lost = seen.ended().stream()
                .filter(each -> {
                    Instant left = each.left();
                    return left != null && left.isAfter(from) && left.isBefore(until);
                })
                .map(Diagnose::ended)
                .toList();
        return lost.isEmpty()
                ? Check.ok(Topic.LINK, Said.of("link.none", from, until))
                : Check.wrong(Topic.LINK, Said.of("link.lost", lost.size()), lost, Said.of("link.lost.todo"));
    }

    private Check servers() {
        List<ServerRow> alive = seen.alive();
        List<Said> rows = seen.servers().stream()
                .map(each -> Said.of(
                        alive.contains(each) ? "servers.alive" : "servers.dead", each.id(), each.zone(), each.beat()))
                .toList();
        if (alive.isEmpty()) {
            return Check.wrong(Topic.SERVERS, Said.of("servers.none"), rows, Said.of("servers.none.todo"));
        }
        String zones = alive.stream().map(ServerRow::zone).distinct().sorted().collect(Collectors.joining(", "));
        return new Check(Topic.SERVERS, Check.Result.OK, Said.of("servers.some", alive.size(), zones), rows, null);
    }

    private Check key() {
        String instance = seen.instance().value();
        return seen.keys() > 0
                ? Check.ok(Topic.KEY, Said.of("key.some", instance, seen.keys()))
                : Check.wrong(Topic.KEY, Said.of("key.none", instance), List.of(), Said.of("key.none.todo"));
    }

    private Check refused() {
        List<String> lines = seen.refusals();
        if (lines == null) {
            List<Said> where = seen.servers().stream()
                    .map(each -> Said.of("auth.where", each.host(), each.logDirectory()))
                    .distinct()
                    .toList();
            return Check.unknown(Topic.NO_AUTH, Said.of("auth.elsewhere"), where, Said.of("auth.elsewhere.todo"));
        }
        return lines.isEmpty()
                ? Check.ok(Topic.NO_AUTH, Said.of("auth.none"))
                : Check.wrong(
                        Topic.NO_AUTH,
                        Said.of("auth.some"),
                        lines.stream().map(line -> Said.of("quote", line)).toList(),
                        Said.of("auth.some.todo"));
    }

    private Check remote() {
        boolean oneWay = job.spec().policies().communication() == Policies.Communication.ONEWAY;
        return oneWay
                ? Check.wrong(Topic.REMOTE, Said.of("remote.oneway"), List.of(), Said.of("remote.oneway.todo"))
                : Check.ok(Topic.REMOTE, Said.of("remote.changed"));
    }

    private Check broker() {
        return Check.unknown(
                Topic.BROKER,
                Said.of("broker.unknown"),
                List.of(
                        Said.of("broker.type", job.spec().target()),
                        Said.of("broker.instance", seen.instance().value())),
                Said.of("broker.todo"));
    }

    private Check timeout() {
        Duration limit = job.spec().policies().timeout();
        if (limit.isZero()) {
            return Check.unknown(Topic.TIMEOUT, Said.of("timeout.off"), List.of(), Said.of("timeout.off.todo"));
        }
        if (seen.usual().isEmpty()) {
            return Check.unknown(
                    Topic.TIMEOUT, Said.of("timeout.never", limit), List.of(), Said.of("timeout.never.todo"));
        }
        Duration middle = seen.usual().get(seen.usual().size() / 2);
        Duration longest = seen.usual().getLast();
        Said usual = Said.of("timeout.usual", seen.usual().size(), middle, longest);
        boolean tight = longest.compareTo(limit.multipliedBy(4).dividedBy(5)) >= 0;
        return tight
                ? Check.wrong(Topic.TIMEOUT, Said.of("timeout.low", limit), List.of(usual), Said.of("timeout.low.todo"))
                : Check.ok(Topic.TIMEOUT, Said.of("timeout.fine", limit), usual);
    }
}
