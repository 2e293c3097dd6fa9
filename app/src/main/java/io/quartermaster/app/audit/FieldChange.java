package io.quartermaster.app.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One field of an object before and after a change; null on a side where there was no such field. Immutable.
///
/// @param name the key in the JSON object, blank when the whole is a text
record FieldChange(String name, @Nullable String before, @Nullable String after) {
    private static final JsonMapper JSON = new JsonMapper();
    /// A configuration row is one text to an operator, although it happens to be JSON.
    private static final String TEXT_KIND = "config";

    boolean changed() {
        return !Objects.equals(before, after);
    }

    /// Field by field when both sides are JSON objects (or missing), else as one text.
    static List<FieldChange> between(String objectKind, @Nullable String before, @Nullable String after) {
        if (before == null && after == null) {
            return List.of();
        }
        Optional<Map<String, String>> left = fields(before);
        Optional<Map<String, String>> right = fields(after);
        if (objectKind.equals(TEXT_KIND) || left.isEmpty() || right.isEmpty()) {
            return List.of(new FieldChange("", before, after));
        }
        Set<String> names = new LinkedHashSet<>(left.get().keySet());
        names.addAll(right.get().keySet());
        List<FieldChange> changes = new ArrayList<>();
        names.forEach(name -> changes.add(
                new FieldChange(name, left.get().get(name), right.get().get(name))));
        return List.copyOf(changes);
    }

    private static Optional<Map<String, String>> fields(@Nullable String json) {
        if (json == null) {
            return Optional.of(Map.of());
        }
        try {
            JsonNode node = JSON.readTree(json);
            if (node == null || !node.isObject()) {
                return Optional.empty();
            }
            Map<String, String> fields = new LinkedHashMap<>();
            node.properties()
                    .forEach(entry -> fields.put(
                            entry.getKey(),
                            entry.getValue().isString()
                                    ? entry.getValue().stringValue()
                                    : entry.getValue().toString()));
            return Optional.of(fields);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
