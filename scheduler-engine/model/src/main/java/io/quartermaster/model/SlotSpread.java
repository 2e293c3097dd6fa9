package io.quartermaster.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shares slots among servers by the firings they carry, moving as few as it can.
///
/// Even slots are not even load: five hundred hashed jobs stray by eight parts in a hundred. So the slots that carry
/// something are shared by what they carry, and the empty ones, where new jobs will come, by their number. Pure.
///
/// @param <S> how servers are told apart
public final class SlotSpread<S> {
    /// A server may carry so much more than its even share before slots are moved.
    public static final double TOLERATED = 1.05;
    /// And so much more after they were moved, so that the next new job does not move them again.
    private static final double WANTED = 1.02;

    private final List<S> servers;
    private final Map<Integer, S> owners = new HashMap<>();

    private SlotSpread(List<S> servers) {
        this.servers = servers;
    }

    /// A slot, what it carries (firings an hour), and who has it now; null: nobody, or a server that is gone.
    public record Slot<S>(int number, double load, @Nullable S owner) {}

    /// Who is to have each slot. The order of `servers` decides between equals, so the same question always has the
    /// same answer. Empty when there is no server.
    public static <S> Map<Integer, S> share(List<Slot<S>> slots, List<S> servers) {
        SlotSpread<S> spread = new SlotSpread<>(servers);
        if (!servers.isEmpty()) {
            spread.share(slots.stream().filter(slot -> slot.load() > 0).toList());
            spread.share(slots.stream()
                    .filter(slot -> slot.load() <= 0)
                    .map(slot -> new Slot<>(slot.number(), 1, slot.owner()))
                    .toList());
        }
        return spread.owners;
    }

    private void share(List<Slot<S>> slots) {
        Map<S, Pile<S>> piles = new HashMap<>();
        servers.forEach(server -> piles.put(server, new Pile<>(server)));
        List<Slot<S>> free = new ArrayList<>();
        for (Slot<S> slot : slots) {
            Pile<S> pile = slot.owner() == null ? null : piles.get(slot.owner());
            if (pile == null) {
                free.add(slot);
            } else {
                pile.add(slot);
            }
        }
        free.sort(Comparator.<Slot<S>>comparingDouble(Slot::load).reversed().thenComparing(Slot::number));
        free.forEach(slot -> lightest(piles).add(slot));
        double even = slots.stream().mapToDouble(Slot::load).sum() / servers.size();
        if (heaviest(piles).load > even * TOLERATED) {
            level(piles, even);
        }
        piles.values().forEach(pile -> pile.slots.forEach(slot -> owners.put(slot.number(), pile.server)));
    }

    private void level(Map<S, Pile<S>> piles, double even) {
        Pile<S> heavy = heaviest(piles);
        while (heavy.load > even * WANTED) {
            Pile<S> light = lightest(piles);
            Slot<S> move = heavy.fitting(light, even);
            if (move == null) {
                return;
            }
            heavy.remove(move);
            light.add(move);
            heavy = heaviest(piles);
        }
    }

    private Pile<S> heaviest(Map<S, Pile<S>> piles) {
        Pile<S> found = pile(piles, servers.getFirst());
        for (S server : servers) {
            found = pile(piles, server).load > found.load ? pile(piles, server) : found;
        }
        return found;
    }

    private Pile<S> lightest(Map<S, Pile<S>> piles) {
        Pile<S> found = pile(piles, servers.getFirst());
        for (S server : servers) {
            found = pile(piles, server).load < found.load ? pile(piles, server) : found;
        }
        return found;
    }

    private static <S> Pile<S> pile(Map<S, Pile<S>> piles, S server) {
        return java.util.Objects.requireNonNull(piles.get(server));
    }

    /// What one server has.
    private static final class Pile<S> {
        private final S server;
        private final List<Slot<S>> slots = new ArrayList<>();
        private double load;

        Pile(S server) {
            this.server = server;
        }

        void add(Slot<S> slot) {
            slots.add(slot);
            load += slot.load();
        }

        void remove(Slot<S> slot) {
            slots.remove(slot);
            load -= slot.load();
        }

        /// The slot whose move helps most: the greatest that overloads nobody, or else the smallest that still leaves
        /// both lighter than this one is.
        @Nullable
        Slot<S> fitting(Pile<S> light, double even) {
            double room = Math.min(load - even, even * WANTED - light.load);
            @Nullable Slot<S> best = null;
            @Nullable Slot<S> smallest = null;
            for (Slot<S> slot : slots) {
                if (slot.load() <= room && (best == null || slot.load() > best.load())) {
                    best = slot;
                }
                if (light.load + slot.load() < load - 1e-9 && (smallest == null || slot.load() < smallest.load())) {
                    smallest = slot;
                }
            }
            return best != null ? best : smallest;
        }
    }
}
