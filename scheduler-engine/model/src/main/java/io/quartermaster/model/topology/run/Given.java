package io.quartermaster.model.topology.run;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Part;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a node's handler is given: the parameters as its level sees them, the node's overrides, and what stands for a
/// copy.
///
/// @param values   by name, with placeholders set in
/// @param versions of the values as a write of them is compared with, 0 for one that its level does not hold yet
public record Given(Map<String, Object> values, Map<String, Integer> versions) {
    /// The names under which a copy's own values are given, and may be set into texts as `${name}`.
    public static final String SHARDING = "sharding";

    public static final String SHARDING_COUNT = "shardingCount";
    public static final String TRIGGER_TIME = "triggerTime";

    public Given {
        values = Map.copyOf(values);
        versions = Map.copyOf(versions);
    }

    static Given to(RunState state, NodeKey key) {
        Frame frame = state.frame(key.frame());
        Map<String, Object> values = new HashMap<>();
        frame.body().all().forEach((name, held) -> values.put(name, held.value()));
        Map<String, Object> placeholders = placeholders(state, frame);
        values.putAll(placeholders);
        if (frame.node(key.node()).part() instanceof Part.Work work) {
            for (Param override : work.overrides()) {
                values.put(override.name(), set(override.typed(), placeholders));
            }
        }
        Map<String, Integer> versions = new HashMap<>();
        values.keySet()
                .forEach(name -> versions.put(name, frame.body().target(name).version(name)));
        return new Given(values, versions);
    }

    private static Map<String, Object> placeholders(RunState state, Frame frame) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put(TRIGGER_TIME, state.began().triggerTime().toString());
        for (Frame each = frame; each != null; each = each.outer()) {
            NodeKey owner = each.owner();
            if (each.isCopy() && owner != null) {
                found.putIfAbsent(SHARDING, each.copy());
                found.putIfAbsent(SHARDING_COUNT, state.node(owner).copies());
            }
        }
        return found;
    }

    static @Nullable String zone(RunState state, Frame frame) {
        for (Frame each = frame; each != null; each = each.outer()) {
            Frame outer = each.outer();
            NodeKey owner = each.owner();
            boolean zoned = each.isCopy()
                    && outer != null
                    && owner != null
                    && outer.node(owner.node()).part() instanceof Part.CrossZone;
            if (zoned) {
                return each.copy();
            }
        }
        return null;
    }

    private static Object set(Object value, Map<String, Object> placeholders) {
        if (!(value instanceof String text)) {
            return value;
        }
        String filled = text;
        for (Map.Entry<String, Object> each : placeholders.entrySet()) {
            filled = filled.replace("${" + each.getKey() + "}", Objects.toString(each.getValue()));
        }
        return filled;
    }
}
