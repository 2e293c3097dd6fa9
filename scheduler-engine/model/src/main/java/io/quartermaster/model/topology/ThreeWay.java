package io.quartermaster.model.topology;

import io.quartermaster.model.Param;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Merges lists of things that are known by a key, each thing on its own, and keeps them in order. A key that stands in
/// a
/// list twice stands for two things, so that no flaw of a half-drawn topology is mended in passing.
final class ThreeWay {
    private ThreeWay() {}

    /// The `nth` thing of a key.
    record Nth<K>(K key, int nth) {}

    /// What three lists hold, by key.
    record Three<K, V>(Map<Nth<K>, V> base, Map<Nth<K>, V> mine, Map<Nth<K>, V> theirs) {
        static <K, V> Three<K, V> of(List<V> base, List<V> mine, List<V> theirs, Function<V, K> key) {
            return new Three<>(index(base, key), index(mine, key), index(theirs, key));
        }

        Set<Nth<K>> keys() {
            Set<Nth<K>> all = new LinkedHashSet<>(base.keySet());
            all.addAll(mine.keySet());
            all.addAll(theirs.keySet());
            return all;
        }

        /// What is left of all keys, in the order of whoever changed the order.
        ///
        /// @param resolved null for a key that goes
        List<V> merged(Function<Nth<K>, @Nullable V> resolved) {
            Map<Nth<K>, V> values = new HashMap<>();
            for (Nth<K> key : keys()) {
                V value = resolved.apply(key);
                if (value != null) {
                    values.put(key, value);
                }
            }
            List<V> found = new ArrayList<>();
            order(values::containsKey).forEach(key -> found.add(Objects.requireNonNull(values.get(key))));
            return found;
        }

        private List<Nth<K>> order(Predicate<Nth<K>> stays) {
            boolean mineKeptIt = common(base, mine).equals(common(mine, base));
            List<Nth<K>> leading = List.copyOf((mineKeptIt ? theirs : mine).keySet());
            List<Nth<K>> following = List.copyOf((mineKeptIt ? mine : theirs).keySet());
            List<Nth<K>> order = new ArrayList<>(leading);
            Set<Nth<K>> placed = new HashSet<>(leading);
            for (int i = 0; i < following.size(); i++) {
                if (placed.add(following.get(i))) {
                    // beside what it stands after in its own list
                    order.add(i == 0 ? 0 : order.indexOf(following.get(i - 1)) + 1, following.get(i));
                }
            }
            order.removeIf(stays.negate());
            return order;
        }

        private static <K, V> List<Nth<K>> common(Map<Nth<K>, V> one, Map<Nth<K>, V> other) {
            return one.keySet().stream().filter(other::containsKey).toList();
        }
    }

    static <K, V> Map<Nth<K>, V> index(List<V> values, Function<V, K> key) {
        Map<Nth<K>, V> found = new LinkedHashMap<>();
        Map<K, Integer> counts = new HashMap<>();
        for (V value : values) {
            K of = key.apply(value);
            found.put(new Nth<>(of, counts.merge(of, 1, Integer::sum)), value);
        }
        return found;
    }

    /// What either added is there, and what either removed is not: nobody can be in the way of anybody.
    static <V> List<V> sets(List<V> base, List<V> mine, List<V> theirs) {
        Three<V, V> three = Three.of(base, mine, theirs, Function.identity());
        return three.merged(key -> {
            V value = three.mine().getOrDefault(key, three.theirs().get(key));
            boolean both = three.mine().containsKey(key) && three.theirs().containsKey(key);
            return three.base().containsKey(key) && !both ? null : value;
        });
    }

    /// Asked whose parameter is taken where both changed it.
    interface Clash {
        MergeConflict.Side of(String name, @Nullable Param base, @Nullable Param mine, @Nullable Param theirs);
    }

    static List<Param> parameters(List<Param> base, List<Param> mine, List<Param> theirs, Clash clash) {
        Three<String, Param> three = Three.of(base, mine, theirs, Param::name);
        return three.merged(key -> {
            Param was = three.base().get(key);
            Param my = three.mine().get(key);
            Param their = three.theirs().get(key);
            if (Objects.equals(was, their) || Objects.equals(my, their)) {
                return my;
            }
            boolean taken = Objects.equals(was, my) || clash.of(key.key(), was, my, their) == MergeConflict.Side.THEIRS;
            return taken ? their : my;
        });
    }
}
