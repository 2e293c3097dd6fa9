package io.quartermaster.model.work;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The chunks of one run, and which of them wait and which are with clients. Numbers grow with the stages: all chunks
/// of a stage are made before the first of the next. Confined to one thread.
final class Chunks {
    private final Map<Integer, Chunk> all = new TreeMap<>();
    private final NavigableSet<Integer> waiting = new TreeSet<>();
    private final NavigableSet<Integer> executing = new TreeSet<>();
    private final Map<Integer, Instant> later = new HashMap<>();
    /// By stage.
    private final Map<Integer, Integer> broken = new HashMap<>();

    Optional<Chunk> find(int number) {
        return Optional.ofNullable(all.get(number));
    }

    /// @throws IllegalArgumentException when there is none of that number
    Chunk known(int number) {
        return find(number).orElseThrow(() -> new IllegalArgumentException("There is no chunk " + number));
    }

    int count() {
        return all.size();
    }

    int closed() {
        return all.size() - waiting.size() - executing.size();
    }

    /// @return whether it is new
    boolean put(Chunk chunk) {
        Chunk former = all.put(chunk.number(), chunk);
        set(waiting, chunk.number(), chunk.status() == ChunkStatus.WAITING);
        set(executing, chunk.number(), chunk.status() == ChunkStatus.EXECUTING);
        if (chunk.status() == ChunkStatus.FAILED && (former == null || former.status() != ChunkStatus.FAILED)) {
            broken.merge(chunk.stage(), 1, Integer::sum);
        }
        return former == null;
    }

    private static void set(NavigableSet<Integer> in, int number, boolean present) {
        if (present) {
            in.add(number);
        } else {
            in.remove(number);
        }
    }

    /// Hands it out no earlier.
    void notBefore(int number, Instant at) {
        later.put(number, at);
    }

    void anyTime(int number) {
        later.remove(number);
    }

    /// What of a stage may be handed out now, in order.
    List<Chunk> ready(int stage, Instant now, int most) {
        List<Chunk> ready = new ArrayList<>();
        for (int number : waiting) {
            Chunk chunk = known(number);
            if (chunk.stage() > stage || ready.size() == most) {
                break;
            }
            Instant at = later.get(number);
            if (at == null || !at.isAfter(now)) {
                ready.add(chunk);
            }
        }
        return ready;
    }

    boolean isWaiting(int stage) {
        return !waiting.isEmpty() && known(waiting.first()).stage() <= stage;
    }

    List<Chunk> waiting() {
        return waiting.stream().map(this::known).toList();
    }

    List<Chunk> executing() {
        return executing.stream().map(this::known).toList();
    }

    boolean isExecuting() {
        return !executing.isEmpty();
    }

    int broken(int stage) {
        return broken.getOrDefault(stage, 0);
    }

    Chunk.Tally items(int stage) {
        long read = 0;
        long written = 0;
        long failed = 0;
        for (Chunk each : all.values()) {
            if (each.stage() == stage) {
                read += each.read();
                written += each.written();
                failed += each.failed();
            }
        }
        return new Chunk.Tally(read, written, failed);
    }

    @Nullable
    String onlyMessage(int stage) {
        List<Chunk> its =
                all.values().stream().filter(each -> each.stage() == stage).toList();
        return its.size() == 1 ? its.get(0).message() : null;
    }

    /// Why a stage broke.
    String reason(int stage) {
        List<Chunk> its =
                all.values().stream().filter(each -> each.stage() == stage).toList();
        Chunk first = its.stream()
                .filter(each -> each.status() == ChunkStatus.FAILED)
                .findFirst()
                .orElseThrow();
        String why = first.message() == null ? "the handler gave no reason" : first.message();
        return its.size() == 1
                ? why
                : broken(stage) + " of " + its.size() + " pieces failed; number " + first.number() + ": " + why;
    }
}
