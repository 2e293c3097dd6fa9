package io.quartermaster.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is known of an event of a record, in parts, so that whoever shows it says it in words of their own. It is kept
/// as JSON; its kind stands beside it. Immutable.
///
/// Where it went and why is a [DecisionRecord]; what a handler said of its progress is that handler's own text.
public sealed interface RecordFact {
    /// The firing was put into the ledger.
    record Planned(TriggerReason reason, Instant due, int version, int attempt) implements RecordFact {}

    /// A server fired it, so long after its due time.
    record Fired(@Nullable String server, long lateMillis) implements RecordFact {}

    /// The client told how it ended.
    record Reported(RunStatus status) implements RecordFact {}

    /// It is over.
    ///
    /// @param text the error or the result, word for word; null when there is none
    record Ended(RunStatus status, @Nullable String text) implements RecordFact {}

    /// It stands for due times that were missed.
    ///
    /// @param atLeast whether there may have been more
    record Missed(int count, boolean atLeast, Instant from, Instant to) implements RecordFact {}

    /// A result came when the run had been closed otherwise.
    record Late(RunStatus came, RunStatus was) implements RecordFact {}

    /// The client came back.
    record Adopted(String session) implements RecordFact {}

    /// A server sent it although another had, or it was withdrawn.
    record SentTwice(String server, long tenure, @Nullable String client) implements RecordFact {}

    /// As the column keeps it.
    default String json() {
        return Json.write(this);
    }

    /// Reads what [#json()] wrote of an event of this kind; empty when the text is anything else, as older servers
    /// wrote: then it is to be shown as it stands.
    static Optional<RecordFact> read(String kind, String detail) {
        return detail.startsWith("{") ? Json.read(kind, detail) : Optional.empty();
    }

    /// Between a fact and its text.
    final class Json {
        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        private Json() {}

        private static String write(RecordFact fact) {
            Map<String, Object> fields = new LinkedHashMap<>();
            switch (fact) {
                case Planned planned -> {
                    fields.put("reason", planned.reason().name());
                    fields.put("due", planned.due().toString());
                    fields.put("version", planned.version());
                    fields.put("attempt", planned.attempt());
                }
                case Fired fired -> {
                    put(fields, "server", fired.server());
                    fields.put("late", fired.lateMillis());
                }
                case Reported reported -> fields.put("status", reported.status().name());
                case Ended ended -> {
                    fields.put("status", ended.status().name());
                    put(fields, "text", ended.text());
                }
                case Missed missed -> {
                    fields.put("count", missed.count());
                    fields.put("atLeast", missed.atLeast());
                    fields.put("from", missed.from().toString());
                    fields.put("to", missed.to().toString());
                }
                case Late late -> {
                    fields.put("came", late.came().name());
                    fields.put("was", late.was().name());
                }
                case Adopted adopted -> fields.put("session", adopted.session());
                case SentTwice twice -> {
                    fields.put("server", twice.server());
                    fields.put("tenure", twice.tenure());
                    put(fields, "client", twice.client());
                }
            }
            return JSON.writeValueAsString(fields);
        }

        private static Optional<RecordFact> read(String kind, String detail) {
            try {
                JsonNode node = JSON.readTree(detail);
                return node.isObject() ? Optional.ofNullable(read(kind, node)) : Optional.empty();
            } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
                return Optional.empty();
            }
        }

        private static @Nullable RecordFact read(String kind, JsonNode node) {
            return switch (kind) {
                case "PLANNED" ->
                    new Planned(
                            TriggerReason.of(required(node, "reason")),
                            Instant.parse(required(node, "due")),
                            node.path("version").asInt(0),
                            node.path("attempt").asInt(0));
                case "FIRED" ->
                    new Fired(text(node, "server"), node.path("late").asLong(0));
                case "REPORTED" -> new Reported(RunStatus.of(required(node, "status")));
                case "CLOSED", "TIMEOUT" -> new Ended(RunStatus.of(required(node, "status")), text(node, "text"));
                case "MISSED" ->
                    new Missed(
                            node.path("count").asInt(0),
                            node.path("atLeast").asBoolean(false),
                            Instant.parse(required(node, "from")),
                            Instant.parse(required(node, "to")));
                case "LATE" -> new Late(RunStatus.of(required(node, "came")), RunStatus.of(required(node, "was")));
                case "ADOPTED" -> new Adopted(required(node, "session"));
                case "SENT_TWICE" ->
                    new SentTwice(required(node, "server"), node.path("tenure").asLong(0), text(node, "client"));
                default -> null;
            };
        }

        private static String required(JsonNode node, String name) {
            String text = text(node, name);
            if (text == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return text;
        }

        private static @Nullable String text(JsonNode node, String name) {
            JsonNode value = node.path(name);
            return value.isString() ? value.asString() : null;
        }

        private static void put(Map<String, Object> fields, String name, @Nullable String value) {
            if (value != null) {
                fields.put(name, value);
            }
        }
    }
}
