package io.quartermaster.server.firing;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Violation;
import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.store.engine.ZoneRows;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which zones there are, and where work is moved, as the database said a moment ago. Reading is thread-safe;
/// refreshing is confined to one loop.
public final class Zones {
    private final ZoneRows rows;
    private final Function<InstanceId, ? extends Collection<String>> known;
    private final String ownZone;
    private final LogBook log;
    private volatile ZoneRows.Zones latest = ZoneRows.Zones.NONE;
    private volatile Map<String, Obeyed> obeyed = Map.of();
    /// Confined to the refreshing loop: refused values that were told of.
    private final Set<String> toldOf = new HashSet<>();

    private record Obeyed(String value, ZoneSwitch zoneSwitch) {}

    /// @param known the zones a switch may name
    /// @param ownZone this server's, for when there is no other
    public Zones(ZoneRows rows, Function<InstanceId, ? extends Collection<String>> known, String ownZone, LogBook log) {
        this.rows = rows;
        this.known = known;
        this.ownZone = ownZone;
        this.log = log;
    }

    /// Reads everything again. A row that cannot be obeyed leaves the last valid one of its instance in force.
    public void refresh() {
        ZoneRows.Zones read = rows.read();
        Map<String, Obeyed> next = new HashMap<>();
        read.switches().forEach((instance, value) -> {
            Obeyed before = obeyed.get(instance);
            if (before != null && before.value().equals(value)) {
                next.put(instance, before);
            } else {
                switch (reading(instance, value)) {
                    case ZoneSwitch.Reading.Valid valid -> {
                        next.put(instance, new Obeyed(value, valid.zoneSwitch()));
                        log.started("zone switch of instance " + instance + " is now " + value);
                    }
                    case ZoneSwitch.Reading.Refused refused -> {
                        tell(instance, value, refused, before);
                        if (before != null) {
                            next.put(instance, before);
                        }
                    }
                }
            }
        });
        obeyed.forEach((instance, before) -> {
            if (!read.switches().containsKey(instance)) {
                log.started("zone switch of instance " + instance + " was removed");
            }
        });
        latest = read;
        obeyed = Map.copyOf(next);
    }

    public ZoneSwitch zoneSwitch(InstanceId instance) {
        Obeyed row = obeyed.get(instance.value());
        return row == null ? ZoneSwitch.NONE : row.zoneSwitch();
    }

    /// Where an instance is at home: the zones of its clients and of the servers. Never empty.
    public List<String> of(InstanceId instance) {
        ZoneRows.Zones read = latest;
        Set<String> zones = new TreeSet<>(read.clients().getOrDefault(instance.value(), List.of()));
        zones.addAll(read.servers());
        return zones.isEmpty() ? List.of(ownZone) : List.copyOf(zones);
    }

    private ZoneSwitch.Reading reading(String instance, String value) {
        try {
            return ZoneSwitch.parse(value, known.apply(new InstanceId(instance)));
        } catch (IllegalArgumentException e) {
            return new ZoneSwitch.Reading.Refused(Violation.of("instance", "instance.form", instance));
        }
    }

    private void tell(String instance, String value, ZoneSwitch.Reading.Refused refused, @Nullable Obeyed before) {
        if (toldOf.add(instance + "=" + value)) {
            log.error(
                    "zones",
                    "the switchZone row of instance " + instance + " cannot be obeyed: " + value + " ("
                            + refused.why().rule() + " " + refused.why().args() + ")",
                    before == null ? "no zone is switched" : "the last valid one stays in force: " + before.value(),
                    null);
        }
    }
}
