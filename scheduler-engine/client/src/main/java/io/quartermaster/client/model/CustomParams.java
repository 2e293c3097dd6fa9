package io.quartermaster.client.model;

import java.util.List;

/// The types a parameter may have.
final class CustomParams {
    private CustomParams() {}

    static Object checked(String key, Object value) {
        if (value instanceof String || value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return List.copyOf(list);
        }
        throw new IllegalArgumentException("Parameter " + key + " must be a String, Integer, Long, Boolean or a List of"
                + " Strings, not " + value.getClass().getName());
    }
}
