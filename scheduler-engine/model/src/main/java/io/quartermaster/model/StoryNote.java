package io.quartermaster.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a record's story tells beyond the usual, as a reason with its arguments: kept as JSON with the English text in
/// it, so that whoever shows it says it in the words of their own. Immutable.
public record StoryNote(Reason reason, List<String> args) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// The names are stable.
    public enum Reason {
        /// The client.
        STOP_SENT("stop sent to {0}"),
        /// Milliseconds.
        STOPPED("stopped after {0} ms"),
        /// Milliseconds.
        NOT_STOPPED("the client did not stop it: still running after {0} ms"),
        STOP_TOO_LATE("it had ended before it was asked to stop"),
        STOP_UNKNOWN("the client knows nothing of the run, so it does not run there"),
        STOP_LOST("the client's link is gone, so nothing more is known of the run"),
        /// Seconds.
        STOP_SILENT("the client has not answered for {0} s and is not waited for any longer"),
        /// The client.
        FOUND_RUNNING("a former owner had sent it: {0} runs it"),
        /// The client.
        FOUND_DONE("a former owner had sent it: {0} has done it and reports again"),
        /// How many clients were asked, and how many of them gave no answer.
        NOT_FOUND("a former owner may have sent it: {0} client(s) asked, {1} gave no answer, none has it"),
        /// The client that is gone, and the other.
        REROUTED("{0} went away before it was handed over, so it goes to {1}"),
        /// Who asked for it, the other record, and why.
        SENT_AGAIN("{0} had it sent again as record {1}: {2}"),
        /// Who asked for it, the other record, and why.
        SENT_INSTEAD("{0} had it sent in place of record {1}: {2}"),
        /// The server.
        MESSAGE_AGAIN("server {0} went away before it knew whether the broker had the message; it is sent again, under"
                + " the same key");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    public StoryNote {
        args = List.copyOf(args);
    }

    public static StoryNote of(Reason reason, Object... args) {
        return new StoryNote(reason, List.of(args).stream().map(String::valueOf).toList());
    }

    /// In English.
    public String text() {
        String text = reason.text;
        for (int i = 0; i < args.size(); i++) {
            text = text.replace("{" + i + "}", args.get(i));
        }
        return text;
    }

    /// As the story keeps it.
    public String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reason", reason.name());
        fields.put("args", args);
        fields.put("text", text());
        return JSON.writeValueAsString(fields);
    }

    /// Reads what [#json()] wrote; empty when the text is anything else, which is then to be shown as it stands.
    public static Optional<StoryNote> read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject() || !node.path("reason").isString()) {
                return Optional.empty();
            }
            List<String> args = new ArrayList<>();
            node.path("args").forEach(arg -> args.add(arg.asString()));
            return Optional.of(new StoryNote(Reason.valueOf(node.path("reason").asString()), args));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
