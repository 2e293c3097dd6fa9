package io.quartermaster.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A `zoneTypes` row: which zones are of which type, so that a cross-zone gateway may say "every RZone". Immutable.
///
/// @param types zones by type, in the order they are written; a zone may be of several types
public record ZoneTypes(Map<String, List<String>> types) {
    /// The key of the row in `config`.
    public static final String CONFIG_KEY = "zoneTypes";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ZoneTypes {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        types.forEach((type, zones) -> copy.put(type, List.copyOf(zones)));
        types = java.util.Collections.unmodifiableMap(copy);
    }

    /// What reading a row's value led to.
    public sealed interface Reading {
        record Valid(ZoneTypes zoneTypes) implements Reading {}

        /// `why.rule` is `not.json`, `not.object`, `not.list`, `empty` or `twice`.
        record Refused(Violation why) implements Reading {}
    }

    /// Reads a row's value, for instance `{"RZone":["RZ001","RZ002"]}`.
    public static Reading parse(String value) {
        try {
            return fromJson(JSON.readTree(value.strip()));
        } catch (JacksonException e) {
            return refused("not.json", e.getOriginalMessage());
        }
    }

    /// The zones of a type, none when it is not defined.
    public List<String> of(String type) {
        return types.getOrDefault(type, List.of());
    }

    /// The value of the row.
    public String toJson() {
        return JSON.writeValueAsString(types);
    }

    private static Reading fromJson(JsonNode node) {
        if (!node.isObject()) {
            return refused("not.object");
        }
        Map<String, List<String>> types = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String type = entry.getKey();
            if (type.isBlank() || !entry.getValue().isArray()) {
                return refused("not.list", type);
            }
            List<String> zones = new ArrayList<>();
            for (JsonNode zone : entry.getValue()) {
                if (!zone.isString() || zone.stringValue().isBlank()) {
                    return refused("not.list", type);
                }
                if (zones.contains(zone.stringValue())) {
                    return refused("twice", type, zone.stringValue());
                }
                zones.add(zone.stringValue());
            }
            if (zones.isEmpty()) {
                return refused("empty", type);
            }
            types.put(type, zones);
        }
        return new Reading.Valid(new ZoneTypes(types));
    }

    private static Reading refused(String rule, Object... args) {
        return new Reading.Refused(Violation.of(CONFIG_KEY, rule, args));
    }
}
