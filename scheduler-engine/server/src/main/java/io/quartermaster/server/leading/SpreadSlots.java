package io.quartermaster.server.leading;

import io.quartermaster.model.SlotSpread;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.log.LogLine;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.LeadFence;
import io.quartermaster.store.engine.Membership;
import io.quartermaster.store.engine.Membership.Member;
import io.quartermaster.store.engine.SlotRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The leader's work: ends the tenures of servers that went away, and shares the slots among those that are there.
/// Confined to one loop.
///
/// Where every zone leads itself (LDC), a slot has a home, and the leader of a zone gives away the slots at home there.
/// A zone without a living server is led, and its slots are served, by the first living one after it, until a server of
/// its own is back.
public final class SpreadSlots {
    private final Membership membership;
    private final SlotRows slots;
    private final LeadKeeper leads;
    private final String cluster;
    private final String ownZone;
    private final boolean zoned;
    private final LogBook log;
    private Runnable onGone = () -> {};

    /// @param zoned whether every zone leads itself
    public SpreadSlots(
            Membership membership,
            SlotRows slots,
            LeadKeeper leads,
            String cluster,
            String ownZone,
            boolean zoned,
            LogBook log) {
        this.membership = membership;
        this.slots = slots;
        this.leads = leads;
        this.cluster = cluster;
        this.ownZone = ownZone;
        this.zoned = zoned;
        this.log = log;
    }

    /// Hears, on the loop and before their tenures are ended, that servers went away.
    public void onGone(Runnable listener) {
        onGone = listener;
    }

    /// What the leadership of this server's own zone, or of the whole cluster, is called.
    public String ownLead() {
        return leadOf(zoned ? ownZone : "");
    }

    /// Shares once, where this server leads.
    public void round() {
        leads.lead(ownLead()).ifPresent(lead -> {
            if (membership.someLapsed()) {
                onGone.run();
                evict(lead.fence());
            }
            List<Member> members = membership.members();
            List<SlotRows.Row> rows = rows(lead.fence());
            if (zoned) {
                zones(lead.fence(), members, rows);
            } else {
                share(lead.fence(), rows, members);
            }
        });
    }

    private void evict(LeadFence lead) {
        for (Fence gone : membership.evict(lead)) {
            told("GONE", gone.serverId(), gone.epoch(), 0, "its lease ended; its slots are free");
        }
    }

    private List<SlotRows.Row> rows(LeadFence lead) {
        List<SlotRows.Row> rows = slots.all();
        if (rows.isEmpty()) {
            slots.create(lead, zoned ? ownZone : "");
            rows = slots.all();
        }
        return rows;
    }

    private void zones(LeadFence lead, List<Member> members, List<SlotRows.Row> rows) {
        Set<String> living = new TreeSet<>(members.stream().map(Member::zone).toList());
        Set<String> all = new TreeSet<>(living);
        rows.forEach(row -> all.add(row.home()));
        bringHome(lead, rows, List.copyOf(all));
        for (String zone : all) {
            boolean own = zone.equals(ownZone);
            if (own || standsIn(zone, living, List.copyOf(all))) {
                leads.take(leadOf(zone));
                leads.lead(leadOf(zone))
                        .ifPresent(term -> share(term.fence(), at(zone, rows), own ? in(zone, members) : members));
            } else if (living.contains(zone)) {
                leads.release(leadOf(zone), "a server of zone " + zone + " is back");
            }
        }
    }

    /// The first living zone after a dead one, in their order and around, stands in for it.
    private boolean standsIn(String dead, Set<String> living, List<String> all) {
        if (living.contains(dead)) {
            return false;
        }
        int from = all.indexOf(dead);
        for (int i = 1; i <= all.size(); i++) {
            String next = all.get((from + i) % all.size());
            if (living.contains(next)) {
                return next.equals(ownZone);
            }
        }
        return false;
    }

    /// A zone that is new takes its share of what the others have at home.
    private void bringHome(LeadFence lead, List<SlotRows.Row> rows, List<String> zones) {
        Map<Integer, String> homes = SlotSpread.share(
                rows.stream()
                        .map(row -> new SlotSpread.Slot<>(row.number(), row.load(), row.home()))
                        .toList(),
                zones);
        List<Integer> mine = rows.stream()
                .filter(row -> !row.home().equals(ownZone) && ownZone.equals(homes.get(row.number())))
                .map(SlotRows.Row::number)
                .toList();
        if (!mine.isEmpty()) {
            slots.bringHome(lead, ownZone, mine);
            told("HOME", lead.serverId(), lead.epoch(), mine.size(), "slots are at home in zone " + ownZone + " now");
        }
    }

    private void share(LeadFence lead, List<SlotRows.Row> rows, List<Member> members) {
        List<Long> takers = members.stream()
                .filter(Predicate.not(Member::draining))
                .map(Member::epoch)
                .toList();
        if (takers.isEmpty()) {
            // The last server may not drain: its jobs would have nobody.
            takers = members.stream().map(Member::epoch).toList();
        }
        Map<Integer, Long> wanted = SlotSpread.share(
                rows.stream()
                        .map(row -> new SlotSpread.Slot<>(row.number(), row.load(), whose(row)))
                        .toList(),
                takers);
        List<SlotRows.Gift> gifts = new ArrayList<>();
        rows.forEach(row -> add(gifts, row, wanted.get(row.number())));
        slots.give(lead, gifts);
        tell(gifts, members);
    }

    /// What was promised counts as given, so that a second look does not promise it to somebody else.
    private static @Nullable Long whose(SlotRows.Row row) {
        Long wanted = row.wanted();
        return wanted != null ? wanted : row.owner() == 0 ? null : row.owner();
    }

    private static void add(List<SlotRows.Gift> gifts, SlotRows.Row row, @Nullable Long to) {
        if (to == null) {
            return;
        }
        if (row.owner() == to) {
            if (row.wanted() != null) {
                gifts.add(new SlotRows.Gift(row, null));
            }
        } else if (!to.equals(row.wanted())) {
            gifts.add(new SlotRows.Gift(row, to));
        }
    }

    private void tell(Collection<SlotRows.Gift> gifts, List<Member> members) {
        Map<Long, List<SlotRows.Gift>> byTaker = new HashMap<>();
        for (SlotRows.Gift gift : gifts) {
            Long to = gift.to();
            byTaker.computeIfAbsent(to == null ? gift.from().owner() : to, key -> new ArrayList<>())
                    .add(gift);
        }
        Map<Long, String> names = members.stream().collect(Collectors.toMap(Member::epoch, Member::serverId));
        byTaker.forEach((epoch, given) -> {
            long free = given.stream().filter(gift -> gift.from().owner() == 0).count();
            double load = given.stream().mapToDouble(gift -> gift.from().load()).sum();
            told(
                    "ASSIGN",
                    names.getOrDefault(epoch, "?"),
                    epoch,
                    given.size(),
                    free + " of them were free, " + (given.size() - free) + " are asked of their owners; "
                            + Math.round(load) + " firings an hour");
        });
    }

    private void told(String event, String server, long epoch, int count, String text) {
        log.add(
                LogBook.Name.JOB_DISPATCH,
                LogLine.of(null, null, null)
                        .and(event)
                        .and(server)
                        .and(epoch)
                        .and(count)
                        .text(text));
    }

    private List<SlotRows.Row> at(String home, List<SlotRows.Row> rows) {
        return rows.stream().filter(row -> row.home().equals(home)).toList();
    }

    private static List<Member> in(String zone, List<Member> members) {
        return members.stream().filter(member -> member.zone().equals(zone)).toList();
    }

    private String leadOf(String zone) {
        return zone.isEmpty() ? cluster : cluster + "/" + zone;
    }
}
