package io.quartermaster.model.topology;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A topology as JSON: in the store, on the clipboard, in a file.
public final class TopologyJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private TopologyJson() {}

    public static String write(Topology topology) {
        return JSON.writeValueAsString(topology);
    }

    /// For people: indented.
    public static String pretty(Topology topology) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(topology);
    }

    /// @throws IllegalArgumentException when the text is no topology, or one of a newer form
    public static Topology read(String json) {
        Topology read;
        try {
            read = JSON.readValue(json, Topology.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
        if (read == null || read.format() < 1 || read.format() > Topology.FORMAT) {
            throw new IllegalArgumentException("This is a topology of form " + (read == null ? "null" : read.format())
                    + ", and this version reads " + "forms up to " + Topology.FORMAT);
        }
        return read;
    }
}
