package io.quartermaster.client.link;

import io.quartermaster.client.wire.WireList;
import io.quartermaster.client.wire.WireParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parameters to and from the wire: String, Integer (Long when it does not fit), Boolean and List of String.
public final class WireParams {
    private WireParams() {}

    /// @throws IllegalArgumentException when a value is of another type
    public static Map<String, WireParam> toWire(Map<String, Object> params) {
        Map<String, WireParam> wire = new LinkedHashMap<>();
        params.forEach((key, value) -> wire.put(key, toWire(key, value)));
        return wire;
    }

    /// A parameter of a type that a later version of the wire added is left out.
    public static Map<String, Object> fromWire(Map<String, WireParam> wire) {
        Map<String, Object> params = new LinkedHashMap<>();
        wire.forEach((key, value) -> {
            Object plain = fromWire(value);
            if (plain != null) {
                params.put(key, plain);
            }
        });
        return params;
    }

    private static WireParam toWire(String key, Object value) {
        WireParam.Builder param = WireParam.newBuilder();
        if (value instanceof String text) {
            return param.setText(text).build();
        }
        if (value instanceof Integer || value instanceof Long) {
            return param.setNumber(((Number) value).longValue()).build();
        }
        if (value instanceof Boolean flag) {
            return param.setFlag(flag).build();
        }
        if (value instanceof List<?> list) {
            WireList.Builder items = WireList.newBuilder();
            list.forEach(item -> items.addItem(String.valueOf(item)));
            return param.setList(items).build();
        }
        throw new IllegalArgumentException("Parameter " + key + " cannot travel: "
                + value.getClass().getName() + " is none of STRING, INT, BOOLEAN and LIST");
    }

    private static @Nullable Object fromWire(WireParam param) {
        return switch (param.getValueCase()) {
            case TEXT -> param.getText();
            case NUMBER -> number(param.getNumber());
            case FLAG -> param.getFlag();
            case LIST -> List.copyOf(param.getList().getItemList());
            case VALUE_NOT_SET -> null;
        };
    }

    /// Handlers cast an INT to Integer, as they always have.
    private static Object number(long value) {
        return value == (int) value ? (Object) (int) value : (Object) value;
    }
}
