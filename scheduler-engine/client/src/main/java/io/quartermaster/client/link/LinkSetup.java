package io.quartermaster.client.link;

import io.quartermaster.client.ClientIdentity;
import io.quartermaster.client.LinkStateListener;
import io.quartermaster.client.LinkTimings;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.journal.RunJournal;
import io.quartermaster.client.log.RunListener;
import java.time.InstantSource;
import java.util.Map;

/// What is the same for every server of a client. Immutable.
public record LinkSetup(
        ClientIdentity identity,
        LinkAccess access,
        String zone,
        Map<String, IJobHandler> handlers,
        boolean remoteExecute,
        LinkTimings timings,
        LinkStateListener listener,
        InstantSource clock,
        RunJournal journal,
        RunListener runs) {
    public LinkSetup {
        handlers = Map.copyOf(handlers);
    }

    @Override
    public String toString() {
        return "LinkSetup[" + identity + ", zone=" + zone + "]";
    }
}
