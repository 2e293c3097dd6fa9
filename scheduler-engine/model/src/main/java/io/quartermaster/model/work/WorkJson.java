package io.quartermaster.model.work;

import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What of a run is kept as JSON.
public final class WorkJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> PARAMS = new TypeReference<>() {};

    private WorkJson() {}

    public static String write(WorkOrder order) {
        return JSON.writeValueAsString(order);
    }

    /// @throws IllegalArgumentException when the text is something else
    public static WorkOrder order(String json) {
        return read(json, WorkOrder.class);
    }

    public static String write(Said said) {
        return JSON.writeValueAsString(said);
    }

    /// @throws IllegalArgumentException when the text is something else
    public static Said said(String json) {
        return read(json, Said.class);
    }

    public static String write(Map<String, Object> params) {
        return JSON.writeValueAsString(params);
    }

    /// @throws IllegalArgumentException when the text is something else
    public static Map<String, Object> params(String json) {
        try {
            return Objects.requireNonNull(JSON.readValue(json, PARAMS));
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("no parameters: " + json, e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Objects.requireNonNull(JSON.readValue(json, type));
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }
}
