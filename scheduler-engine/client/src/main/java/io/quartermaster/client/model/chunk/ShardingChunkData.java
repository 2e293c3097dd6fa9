package io.quartermaster.client.model.chunk;

import java.util.Objects;

/// A chunk that one rule names, for example a table's suffix. Confined to one thread until it is handed over.
///
/// ```java
/// for (int table = 0; table < 100; table++) {
///     chunks.add(new ShardingChunkData("%02d".formatted(table)));
/// }
/// ```
public class ShardingChunkData implements IChunkData {
    /// How it is called on the wire.
    public static final String TYPE = "sharding";

    private String shardingRule;

    public ShardingChunkData() {
        this("");
    }

    public ShardingChunkData(String shardingRule) {
        this.shardingRule = shardingRule;
    }

    @Override
    public String getShardingRule() {
        return shardingRule;
    }

    public void setShardingRule(String shardingRule) {
        this.shardingRule = shardingRule;
    }

    @Override
    public String parseToString() {
        return shardingRule;
    }

    @Override
    public boolean equals(Object other) {
        return other != null
                && other.getClass() == getClass()
                && ((ShardingChunkData) other).shardingRule.equals(shardingRule);
    }

    @Override
    public int hashCode() {
        return Objects.hash(shardingRule);
    }

    @Override
    public String toString() {
        return shardingRule;
    }
}
