package io.quartermaster.app.audit;

import io.quartermaster.model.AuditEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An entry as JSON, to be pasted into a ticket.
final class EntryJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private EntryJson() {}

    static String of(AuditEntry entry) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", entry.id());
        node.put("at", entry.at().toString());
        node.put("who", entry.actor().who());
        node.put("host", entry.actor().host());
        node.put("instance", entry.instance().value());
        node.put("action", entry.action());
        node.put("objectKind", entry.objectKind());
        node.put("object", entry.objectName());
        node.put("reason", entry.reason());
        node.set("before", side(entry.before()));
        node.set("after", side(entry.after()));
        return JSON.writeValueAsString(node);
    }

    /// Nested when it is JSON, quoted when it is not.
    private static JsonNode side(@Nullable String text) {
        if (text == null) {
            return JSON.nullNode();
        }
        try {
            JsonNode node = JSON.readTree(text);
            return node != null && node.isObject()
                    ? node
                    : JSON.getNodeFactory().stringNode(text);
        } catch (JacksonException e) {
            return JSON.getNodeFactory().stringNode(text);
        }
    }
}
