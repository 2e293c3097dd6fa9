package io.quartermaster.client.common;

import io.quartermaster.client.model.chunk.IChunkData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a split handler made. Confined to the thread of the handler.
///
/// ```java
/// SplitChunkDataResult<ShardingChunkData> result = new SplitChunkDataResult<>();
/// result.setChunkDatum(tables);
/// result.setSuccess(true);
/// return result;
/// ```
///
/// @param <T> the kind of chunk that the next layer gets
public class SplitChunkDataResult<T extends IChunkData> {
    private List<T> chunkDatum = List.of();
    private boolean success;
    private @Nullable String msg;

    /// A failure until [#setSuccess] says otherwise.
    public SplitChunkDataResult() {}

    public static <T extends IChunkData> SplitChunkDataResult<T> buildSuccessResult(List<T> chunks) {
        SplitChunkDataResult<T> result = new SplitChunkDataResult<>();
        result.setChunkDatum(chunks);
        result.setSuccess(true);
        return result;
    }

    /// @param msg shown to operators in the chunk's record
    public static <T extends IChunkData> SplitChunkDataResult<T> buildFailResult(String msg) {
        SplitChunkDataResult<T> result = new SplitChunkDataResult<>();
        result.setMsg(msg);
        return result;
    }

    public List<T> getChunkDatum() {
        return chunkDatum;
    }

    /// The chunks of the next layer; none is well too: then there is nothing to do. All of them together may take 2 MB
    /// as text; for more, add a split layer.
    public void setChunkDatum(List<T> chunkDatum) {
        this.chunkDatum = chunkDatum;
    }

    public boolean isSuccess() {
        return success;
    }

    public void setSuccess(boolean success) {
        this.success = success;
    }

    public @Nullable String getMsg() {
        return msg;
    }

    /// Why it failed; shown to operators.
    public void setMsg(@Nullable String msg) {
        this.msg = msg;
    }
}
