package io.quartermaster.client.work;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.wire.WireChunkResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client does for one dispatch. Done once, by one thread; what it did is asked by the same thread afterwards,
/// also when it threw.
public interface Work {
    /// @return null when the handler returned nothing
    @Nullable
    ClientCommonResult run(RunSignals signals) throws Exception;

    /// The parameters the handler put.
    Map<String, Object> params();

    /// What is to be said of a chunk; null where there is none.
    default @Nullable WireChunkResult chunk() {
        return null;
    }
}
