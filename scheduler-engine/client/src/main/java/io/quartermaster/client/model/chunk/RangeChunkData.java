package io.quartermaster.client.model.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A chunk that is a range of keys in one shard. Whether its ends belong to it is between the handlers that make and
/// read it. Confined to one thread until it is handed over.
///
/// ```java
/// chunks.add(new RangeChunkData("07", "1", "500"));
/// ```
public class RangeChunkData implements IChunkData {
    /// How it is called on the wire.
    public static final String TYPE = "range";

    private String shardingRule;
    private String start;
    private String end;

    public RangeChunkData() {
        this("", "", "");
    }

    public RangeChunkData(String shardingRule, String start, String end) {
        this.shardingRule = shardingRule;
        this.start = start;
        this.end = end;
    }

    /// Reads what [#parseToString] wrote.
    ///
    /// @throws IllegalArgumentException when the text does not hold three parts
    public static RangeChunkData parse(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c == '\\' && i + 1 < text.length() ? text.charAt(++i) : c);
            }
        }
        parts.add(part.toString());
        if (parts.size() != 3) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a range: it must hold a rule, a start and an end");
        }
        return new RangeChunkData(parts.get(0), parts.get(1), parts.get(2));
    }

    @Override
    public String getShardingRule() {
        return shardingRule;
    }

    public void setShardingRule(String shardingRule) {
        this.shardingRule = shardingRule;
    }

    public String getStart() {
        return start;
    }

    public void setStart(String start) {
        this.start = start;
    }

    public String getEnd() {
        return end;
    }

    public void setEnd(String end) {
        this.end = end;
    }

    /// Rule, start and end with commas between them; a comma or backslash within one has a backslash before it.
    @Override
    public String parseToString() {
        return escaped(shardingRule) + "," + escaped(start) + "," + escaped(end);
    }

    @Override
    public boolean equals(Object other) {
        return other != null
                && other.getClass() == getClass()
                && ((RangeChunkData) other).parseToString().equals(parseToString());
    }

    @Override
    public int hashCode() {
        return Objects.hash(shardingRule, start, end);
    }

    @Override
    public String toString() {
        return parseToString();
    }

    private static String escaped(String part) {
        return part.replace("\\", "\\\\").replace(",", "\\,");
    }
}
