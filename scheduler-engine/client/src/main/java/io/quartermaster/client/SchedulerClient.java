package io.quartermaster.client;

import io.quartermaster.client.link.KnownServers;
import io.quartermaster.client.link.LinkSetup;
import io.quartermaster.client.link.ServerLinks;
import java.time.Duration;

/// Connects a business application to the scheduler: announces its handlers to every server named, runs what they
/// dispatch and reports the results. Links that break are made again for ever; results wait for them.
///
/// ```java
/// try (SchedulerClient client = SchedulerClient.builder()
///         .application("settlement").instance("000001")
///         .accessKey("settlement-key").secret(secret)
///         .server("scheduler-1:9001").server("scheduler-2:9001")
///         .handler(new InterestHandler())
///         .build()) {
///     client.start();
///     ...
/// }
/// ```
///
/// It logs through SLF4J under three fixed names: `scheduler.common-default`, `scheduler.common-error` and
/// `scheduler.auth-audit` (accepted and refused handshakes). With [SchedulerClientBuilder#logDirectory] it also
/// writes the files that runbooks name, and the tracer's.
///
/// Thread-safe. Its threads are daemons.
public final class SchedulerClient implements AutoCloseable {
    private final ClientIdentity identity;
    private final Duration closeGrace;
    private final ServerLinks links;
    private final Runnable afterwards;
    // Both are guarded by this.
    private boolean started;
    private boolean closed;

    SchedulerClient(KnownServers servers, LinkSetup setup, Duration closeGrace, Runnable afterwards) {
        this.afterwards = afterwards;
        this.identity = setup.identity();
        this.closeGrace = closeGrace;
        this.links = new ServerLinks(servers, setup);
    }

    public static SchedulerClientBuilder builder() {
        return new SchedulerClientBuilder();
    }

    /// Begins to connect and returns at once; a server that is not there yet is tried until it is.
    ///
    /// @throws IllegalStateException when started before, or closed
    public synchronized void start() {
        if (started || closed) {
            throw new IllegalStateException(closed ? "This client is closed" : "This client is started already");
        }
        started = true;
        links.start();
    }

    public ClientIdentity identity() {
        return identity;
    }

    /// Takes no further dispatches, lets running handlers end and their results be acknowledged, for at most the grace
    /// time each, and ends every thread it started. A second call does nothing.
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        links.close(closeGrace);
        afterwards.run();
    }
}
