package io.quartermaster.client.link;

import io.quartermaster.client.wire.WireProgress;
import io.quartermaster.client.wire.WireReport;

/// Takes what a run has to say to the server that asked for it. Never blocks.
interface ResultSink {
    /// Whom it tells, as `host:port`; empty when that does not outlive the process.
    default String server() {
        return "";
    }

    void result(WireReport report);

    void progress(WireProgress line);
}
