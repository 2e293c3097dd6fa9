package io.quartermaster.client.work;

import io.quartermaster.client.handler.IClusterJobHandler;
import io.quartermaster.client.model.chunk.IChunkData;
import io.quartermaster.client.model.chunk.RangeChunkData;
import io.quartermaster.client.model.chunk.ShardingChunkData;
import io.quartermaster.client.wire.WireChunkData;

/// Chunks to and from text. What came over the wire chooses among the kinds known here and to the handler, and never
/// names a class.
final class ChunkDataCodec {
    private ChunkDataCodec() {}

    static WireChunkData encoded(IChunkData data) {
        return WireChunkData.newBuilder()
                .setType(type(data))
                .setText(data.parseToString())
                .build();
    }

    /// @throws IllegalArgumentException when neither this library nor the handler knows the type
    static IChunkData decoded(WireChunkData wire, IClusterJobHandler handler) {
        return switch (wire.getType()) {
            case ShardingChunkData.TYPE, "" -> new ShardingChunkData(wire.getText());
            case RangeChunkData.TYPE -> RangeChunkData.parse(wire.getText());
            default -> own(wire, handler);
        };
    }

    private static IChunkData own(WireChunkData wire, IClusterJobHandler handler) {
        IChunkData data = handler.parseChunkData(wire.getType(), wire.getText());
        if (data == null) {
            throw new IllegalArgumentException("handler " + handler.getName() + " does not know chunks of type "
                    + wire.getType() + ": its parseChunkData must read them");
        }
        return data;
    }

    /// A class derived from one of ours holds more than ours would bring back.
    private static String type(IChunkData data) {
        if (data.getClass() == ShardingChunkData.class) {
            return ShardingChunkData.TYPE;
        }
        return data.getClass() == RangeChunkData.class ? RangeChunkData.TYPE : data.getChunkType();
    }
}
