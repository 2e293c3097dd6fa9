package io.quartermaster.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The options of [Command.Kind#SEND_AGAIN]: which run is to be sent again, and why. Immutable.
public record Again(RecordId record, @Nullable String reason) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// As the command keeps it.
    public String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("record", record.value());
        if (reason != null) {
            fields.put("reason", reason);
        }
        return JSON.writeValueAsString(fields);
    }

    /// @throws IllegalArgumentException when it names no run
    public static Again read(@Nullable String options) {
        try {
            JsonNode node = JSON.readTree(String.valueOf(options));
            if (!node.path("record").isIntegralNumber()) {
                throw new IllegalArgumentException("It names no run: " + options);
            }
            JsonNode reason = node.path("reason");
            return new Again(new RecordId(node.path("record").asLong()), reason.isString() ? reason.asString() : null);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("It names no run: " + options, e);
        }
    }
}
