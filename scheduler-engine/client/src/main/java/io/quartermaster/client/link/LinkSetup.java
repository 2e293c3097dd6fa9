package io.quartermaster.client.link;

import io.quartermaster.client.ClientIdentity;
import io.quartermaster.client.LinkStateListener;
import io.quartermaster.client.LinkTimings;
import io.quartermaster.client.handler.IJobHandler;
import java.time.InstantSource;
import java.util.Map;

/// What is the same for every server of a client. Immutable; `toString` keeps the secret to itself.
public record LinkSetup(
        ClientIdentity identity,
        String accessKey,
        String secret,
        String zone,
        Map<String, IJobHandler> handlers,
        boolean remoteExecute,
        LinkTimings timings,
        LinkStateListener listener,
        InstantSource clock) {
    public LinkSetup {
        handlers = Map.copyOf(handlers);
    }

    @Override
    public String toString() {
        return "LinkSetup[" + identity + ", accessKey=" + accessKey + ", zone=" + zone + "]";
    }
}
