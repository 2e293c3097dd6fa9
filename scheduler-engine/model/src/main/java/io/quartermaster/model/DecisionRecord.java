package io.quartermaster.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Why a firing went where it went, or nowhere: kept with its record as JSON, so that whoever shows it says it in the
/// words of their own. Immutable.
///
/// @param exclusive  whether runs of the job exclude each other; then no other was found
/// @param home       the zones a message was drawn from; empty where zones are those of the clients
/// @param drawn      the zone before the zone switch; several with commas between them where a message went to each;
///                   null when it did not come to that
/// @param zone       the zone after it
/// @param candidates how many fitting clients there were in that zone
/// @param routing    how one of them was chosen; null when none was
/// @param client     application and address of the one, null when there is none
/// @param session    its session
/// @param failure    why it could go nowhere; null when it went
public record DecisionRecord(
        boolean exclusive,
        List<String> home,
        @Nullable String drawn,
        @Nullable String zone,
        int candidates,
        Policies.@Nullable Routing routing,
        @Nullable String client,
        @Nullable String session,
        @Nullable Failure failure) {
    /// More zones than the column could hold are not told.
    private static final int MOST_ZONES = 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public DecisionRecord {
        home = List.copyOf(home);
    }

    /// Why there is nobody to send it to.
    ///
    /// @param text      word for word what runbooks search for
    /// @param detail    what was found, for people who read English
    /// @param connected how many clients of the instance were connected
    public record Failure(String text, String detail, String application, String handler, int connected) {}

    /// A message goes to a zone, or to each of several, not to a client.
    public static DecisionRecord message(boolean exclusive, List<String> home, List<Routing.ZoneDraw> draws) {
        return new DecisionRecord(
                exclusive,
                home,
                joined(draws.stream().map(Routing.ZoneDraw::drawn)),
                joined(draws.stream().map(Routing.ZoneDraw::zone)),
                0,
                null,
                null,
                null,
                null);
    }

    private static String joined(Stream<String> zones) {
        return zones.limit(MOST_ZONES).collect(Collectors.joining(", "));
    }

    /// It was at a client already, by a decision that was lost.
    public static DecisionRecord takenOver(boolean exclusive, String client, String session) {
        return new DecisionRecord(exclusive, List.of(), null, null, 0, null, client, session, null);
    }

    /// Nobody could be found to send it to.
    ///
    /// @param draw the zone that turned out to be empty; null when it did not come to that
    public static DecisionRecord nowhere(boolean exclusive, Routing.@Nullable ZoneDraw draw, Failure failure) {
        String drawn = draw == null ? null : draw.drawn();
        String zone = draw == null ? null : draw.zone();
        return new DecisionRecord(exclusive, List.of(), drawn, zone, 0, null, null, null, failure);
    }

    /// Whether it was at a client already.
    public boolean isTakenOver() {
        return client != null && routing == null && failure == null;
    }

    /// As the column keeps it.
    public String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("exclusive", exclusive);
        if (!home.isEmpty()) {
            fields.put("home", home.stream().limit(MOST_ZONES).toList());
        }
        put(fields, "drawn", drawn);
        put(fields, "zone", zone);
        fields.put("candidates", candidates);
        put(fields, "routing", routing == null ? null : routing.name());
        put(fields, "client", client);
        put(fields, "session", session);
        if (failure != null) {
            put(fields, "failure", failure.text());
            put(fields, "detail", failure.detail());
            put(fields, "application", failure.application());
            put(fields, "handler", failure.handler());
            fields.put("connected", failure.connected());
        }
        return JSON.writeValueAsString(fields);
    }

    /// Reads what [#json()] wrote; empty when the text is anything else, which is then to be shown as it stands.
    public static Optional<DecisionRecord> read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isObject() && node.path("exclusive").isBoolean() ? Optional.of(read(node)) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static DecisionRecord read(JsonNode node) {
        List<String> home = new ArrayList<>();
        node.path("home").forEach(zone -> home.add(zone.asString()));
        String failure = text(node, "failure");
        String routing = text(node, "routing");
        return new DecisionRecord(
                node.path("exclusive").asBoolean(),
                home,
                text(node, "drawn"),
                text(node, "zone"),
                node.path("candidates").asInt(0),
                routing == null ? null : Policies.Routing.valueOf(routing),
                text(node, "client"),
                text(node, "session"),
                failure == null
                        ? null
                        : new Failure(
                                failure,
                                node.path("detail").asString(""),
                                node.path("application").asString(""),
                                node.path("handler").asString(""),
                                node.path("connected").asInt(0)));
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
