package io.quartermaster.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A `switchZone` row: work drawn for one zone lands on another. DOMAIN §5. Immutable.
///
/// A zone is drawn as usual and then mapped, through chains to their end, so a zone on the left side never receives
/// work
/// while the row stands.
public record ZoneSwitch(Map<String, String> moves) {
    /// The key of the row in `config`.
    public static final String CONFIG_KEY = "switchZone";
    /// Nothing is moved.
    public static final ZoneSwitch NONE = new ZoneSwitch(Map.of());

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ZoneSwitch {
        moves = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(moves));
    }

    /// What reading a row's value led to.
    public sealed interface Reading {
        /// It can be obeyed.
        record Valid(ZoneSwitch zoneSwitch) implements Reading {}

        /// It cannot; `why.rule` is `parentheses`, `not.json`, `not.object`, `not.text`, `empty`, `self`, `cycle`
        /// or `unknown`.
        record Refused(Violation why) implements Reading {}
    }

    /// Reads `value` without knowing which zones there are.
    public static Reading parse(String value) {
        String text = value.strip();
        if (text.startsWith("(")) {
            return refused("parentheses");
        }
        try {
            return fromJson(JSON.readTree(text));
        } catch (JacksonException e) {
            return refused("not.json", e.getOriginalMessage());
        }
    }

    /// Reads `value` and refuses zones that are not among `known`.
    public static Reading parse(String value, Collection<String> known) {
        Reading reading = parse(value);
        return reading instanceof Reading.Valid valid ? check(valid.zoneSwitch().moves(), known) : reading;
    }

    /// Checks moves that were chosen on a form.
    public static Reading check(Map<String, String> moves, Collection<String> known) {
        for (Map.Entry<String, String> move : moves.entrySet()) {
            for (String zone : Set.of(move.getKey(), move.getValue())) {
                if (!move.getKey().equals(move.getValue()) && !known.contains(zone)) {
                    return refused("unknown", zone);
                }
            }
        }
        return wellFormed(moves);
    }

    /// Where work drawn for `zone` lands.
    public String target(String zone) {
        String target = zone;
        for (int hops = 0; hops < moves.size(); hops++) {
            String next = moves.get(target);
            if (next == null) {
                return target;
            }
            target = next;
        }
        return target;
    }

    /// The value of the row, as the guide writes it: `{"CellA":"CellB"}`.
    public String toJson() {
        return JSON.writeValueAsString(moves);
    }

    private static Reading fromJson(JsonNode node) {
        if (!node.isObject()) {
            return refused("not.object");
        }
        Map<String, String> moves = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getValue().isString()
                    || entry.getKey().isBlank()
                    || entry.getValue().stringValue().isBlank()) {
                return refused("not.text", entry.getKey());
            }
            moves.put(entry.getKey(), entry.getValue().stringValue());
        }
        return wellFormed(moves);
    }

    private static Reading wellFormed(Map<String, String> moves) {
        if (moves.isEmpty()) {
            return refused("empty");
        }
        for (String start : moves.keySet()) {
            if (start.equals(moves.get(start))) {
                return refused("self", start);
            }
            Set<String> seen = new HashSet<>();
            for (String zone = start; zone != null; zone = moves.get(zone)) {
                if (!seen.add(zone)) {
                    return refused("cycle", start);
                }
            }
        }
        return new Reading.Valid(new ZoneSwitch(moves));
    }

    private static Reading refused(String rule, Object... args) {
        return new Reading.Refused(Violation.of("switchZone", rule, args));
    }
}
