package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Violation;
import io.quartermaster.model.ZoneSwitch;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Switches and refusals in the person's language.
final class ZoneWords {
    private static final int NAMED_ZONES = 8;
    private static final int NAMED_MOVES = 3;

    private final Texts texts;

    ZoneWords(Texts texts) {
        this.texts = texts;
    }

    /// Why a row is refused.
    String rule(Violation why, List<String> known) {
        if (why.rule().equals("unknown")) {
            Object zone = why.args().isEmpty() ? "" : why.args().getFirst();
            return known.isEmpty()
                    ? texts.get("zones.rule.unknown.nozones", zone)
                    : texts.get("zones.rule.unknown", zone, some(known));
        }
        // braces are the message format's own, so the texts take them as arguments
        return switch (why.rule()) {
            case "parentheses" -> texts.get("zones.rule.parentheses", "{ }");
            case "not.object" -> texts.get("zones.rule.not.object", "{\"CellA\":\"CellB\"}");
            default -> texts.get("zones.rule." + why.rule(), why.args().toArray());
        };
    }

    /// `CellA → CellB`, the first few moves of many.
    String moves(ZoneSwitch zoneSwitch) {
        String named = zoneSwitch.moves().entrySet().stream()
                .limit(NAMED_MOVES)
                .map(move -> texts.get("zones.move", move.getKey(), move.getValue()))
                .collect(Collectors.joining(", "));
        int more = zoneSwitch.moves().size() - NAMED_MOVES;
        return more > 0 ? texts.get("zones.instance.more", named, more) : named;
    }

    String standing(Standing standing) {
        return switch (standing) {
            case Standing.None none -> texts.get("zones.instance.none");
            case Standing.Switched switched -> moves(switched.zoneSwitch());
            case Standing.Unreadable unreadable ->
                texts.get("zones.instance.broken", rule(unreadable.why(), unreadable.known()));
        };
    }

    /// The verb of writing `value`: "Switch CellA to CellB", "Switch back".
    String verb(@Nullable String value) {
        if (value == null || !(ZoneSwitch.parse(value) instanceof ZoneSwitch.Reading.Valid valid)) {
            return texts.get("zones.ask.restore");
        }
        ZoneSwitch zoneSwitch = valid.zoneSwitch();
        if (zoneSwitch.moves().size() > 1) {
            return texts.get("zones.ask.switch.many", zoneSwitch.moves().size());
        }
        String from = zoneSwitch.moves().keySet().iterator().next();
        return texts.get("zones.ask.switch", from, zoneSwitch.target(from));
    }

    /// What writing `value` does, sentence by sentence.
    String effect(@Nullable String value) {
        StringBuilder words = new StringBuilder();
        if (value != null && ZoneSwitch.parse(value) instanceof ZoneSwitch.Reading.Valid valid) {
            valid.zoneSwitch().moves().keySet().stream().limit(NAMED_ZONES).forEach(from -> words.append(texts.get(
                            "zones.ask.effect", from, valid.zoneSwitch().target(from)))
                    .append('\n'));
        } else {
            words.append(texts.get("zones.ask.effect.none")).append('\n');
        }
        return words.append(texts.get("zones.ask.running"))
                .append('\n')
                .append(texts.get("zones.ask.idempotent"))
                .toString();
    }

    private String some(List<String> zones) {
        String named = zones.stream().limit(NAMED_ZONES).collect(Collectors.joining(", "));
        int more = zones.size() - NAMED_ZONES;
        return more > 0 ? texts.get("zones.rule.more", named, more) : named;
    }
}
