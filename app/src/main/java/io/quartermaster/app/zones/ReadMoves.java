package io.quartermaster.app.zones;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The moves in a JSON text as far as a form can show them: also cycles and unknown zones, which a person mends there.
final class ReadMoves {
    private static final JsonMapper JSON = new JsonMapper();

    private ReadMoves() {}

    /// Empty when the text is no object of texts.
    static Optional<List<Move>> from(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (node == null || !node.isObject()) {
                return Optional.empty();
            }
            List<Move> moves = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                if (!entry.getValue().isString()) {
                    return Optional.empty();
                }
                moves.add(new Move(entry.getKey(), entry.getValue().stringValue()));
            }
            return Optional.of(moves);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
