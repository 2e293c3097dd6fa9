package io.quartermaster.app.diagnosis;

import io.quartermaster.app.diagnosis.Check.Topic;
import io.quartermaster.model.Job;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.store.ClientRepository.Session;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whether the zones in which a job may land have clients, before and after the switch. Pure.
final class ZoneChecks {
    private final Evidence seen;
    private final Job job;

    ZoneChecks(Evidence seen, Job job) {
        this.seen = seen;
        this.job = job;
    }

    Check scope() {
        Set<String> there = zones();
        String where = there.isEmpty() ? "—" : String.join(", ", there);
        if (!(job.spec().zones() instanceof ZoneScope.Named named)) {
            return there.isEmpty()
                    ? Check.wrong(Topic.ZONES, Said.of("zones.none"), List.of(), Said.of("client.gone.todo"))
                    : Check.ok(Topic.ZONES, Said.of("zones.any", where));
        }
        String wanted = String.join(", ", named.zones());
        return named.zones().stream().map(this::lands).anyMatch(there::contains)
                ? Check.ok(Topic.ZONES, Said.of("zones.named", wanted, where))
                : Check.wrong(
                        Topic.ZONES,
                        Said.of("zones.named.none", wanted),
                        List.of(Said.of("zones.there", where)),
                        Said.of("zones.named.todo"));
    }

    Check switching() {
        String row = seen.switching();
        if (row == null) {
            return Check.ok(Topic.SWITCH, Said.of("switch.none"));
        }
        return switch (ZoneSwitch.parse(row)) {
            case ZoneSwitch.Reading.Refused refused ->
                Check.wrong(
                        Topic.SWITCH,
                        Said.of("switch.unreadable"),
                        List.of(Said.of("quote", row)),
                        Said.of("switch.unreadable.todo"));
            case ZoneSwitch.Reading.Valid valid -> standing(row, valid.zoneSwitch());
        };
    }

    private Check standing(String row, ZoneSwitch standing) {
        Set<String> there = zones();
        List<String> empty = standing.moves().keySet().stream()
                .map(standing::target)
                .distinct()
                .filter(target -> !there.contains(target))
                .toList();
        List<Said> evidence = List.of(
                Said.of("quote", row), Said.of("zones.there", there.isEmpty() ? "—" : String.join(", ", there)));
        return empty.isEmpty()
                ? new Check(Topic.SWITCH, Check.Result.OK, Said.of("switch.stands"), evidence, null)
                : Check.wrong(
                        Topic.SWITCH,
                        Said.of("switch.empty", String.join(", ", empty)),
                        evidence,
                        Said.of("switch.empty.todo"));
    }

    private String lands(String zone) {
        String row = seen.switching();
        return row != null && ZoneSwitch.parse(row) instanceof ZoneSwitch.Reading.Valid valid
                ? valid.zoneSwitch().target(zone)
                : zone;
    }

    private Set<String> zones() {
        return seen.open().stream().map(Session::zone).collect(Collectors.toCollection(TreeSet::new));
    }
}
