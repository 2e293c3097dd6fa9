package io.quartermaster.model.topology.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Facts and inputs as JSON, as the store keeps them.
public final class RunJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private RunJson() {}

    public static String write(Fact fact) {
        return JSON.writerFor(Fact.class).writeValueAsString(fact);
    }

    /// @throws IllegalArgumentException when the text is no fact, as one of a newer version may be
    public static Fact fact(String json) {
        return read(json, Fact.class);
    }

    public static String write(Input input) {
        return JSON.writerFor(Input.class).writeValueAsString(input);
    }

    /// @throws IllegalArgumentException when the text is no input
    public static Input input(String json) {
        return read(json, Input.class);
    }

    public static String write(BeginWith with) {
        return JSON.writeValueAsString(with);
    }

    /// @throws IllegalArgumentException when the text is none
    public static BeginWith beginWith(String json) {
        return read(json, BeginWith.class);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            T read = JSON.readValue(json, type);
            if (read == null) {
                throw new IllegalArgumentException("null is nothing that happens");
            }
            return read;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
