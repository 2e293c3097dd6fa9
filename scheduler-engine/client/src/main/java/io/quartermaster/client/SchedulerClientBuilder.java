package io.quartermaster.client;

import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.journal.FileJournal;
import io.quartermaster.client.journal.RunJournal;
import io.quartermaster.client.link.KnownServers;
import io.quartermaster.client.link.LinkAccess;
import io.quartermaster.client.link.LinkSetup;
import io.quartermaster.client.link.TlsFiles;
import io.quartermaster.client.log.LogDirectory;
import io.quartermaster.client.log.RunListener;
import io.quartermaster.client.log.RunTraces;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Gathers what a [SchedulerClient] needs. Application, instance, access key, secret and one server or a registry
/// are required. Confined to one thread.
public final class SchedulerClientBuilder {
    private static final long JOURNAL_SEGMENT_BYTES = 8L << 20;

    private @Nullable String application;
    private @Nullable String instance;
    private @Nullable String accessKey;
    private @Nullable Supplier<AccessCredentials> credentials;
    private @Nullable ClientTls tls;
    private @Nullable Path journalDirectory;
    private @Nullable Path logDirectory;
    private @Nullable String networkInterface;
    private @Nullable String secret;
    private @Nullable String hostAddress;
    private String zone = "";
    private boolean remoteExecute;
    private LinkTimings timings = LinkTimings.defaults();
    private Duration closeGrace = Duration.ofSeconds(10);
    private InstantSource clock = InstantSource.system();
    private LinkStateListener listener = (server, state, reason) -> {};
    private @Nullable ServerRegistry registry;
    private Duration registryEvery = Duration.ofSeconds(10);
    private int maxLinks = Integer.MAX_VALUE;
    private final Map<ServerAddress, ServerPlace> servers = new LinkedHashMap<>();
    private final Map<String, IJobHandler> handlers = new LinkedHashMap<>();

    SchedulerClientBuilder() {}

    /// At most 50 letters, digits, `_` or `-`; the jobs of the console name it.
    public SchedulerClientBuilder application(String name) {
        this.application = name;
        return this;
    }

    public SchedulerClientBuilder instance(String instanceId) {
        this.instance = instanceId;
        return this;
    }

    public SchedulerClientBuilder accessKey(String key) {
        this.accessKey = key;
        return this;
    }

    /// Signs the handshake and is never sent.
    public SchedulerClientBuilder secret(String text) {
        this.secret = text;
        return this;
    }

    /// Where the access key and its secret are had from, instead of [#accessKey] and [#secret]: asked before every
    /// attempt to link, so that a new key is taken without a restart. It is called on the client's own threads, must be
    /// quick, and may throw while the secret cannot be had; the attempt is then made again later.
    public SchedulerClientBuilder credentials(Supplier<AccessCredentials> source) {
        this.credentials = source;
        return this;
    }

    /// Speaks TLS to the servers; without this the link is plain text, though the secret never travels on it.
    ///
    /// @throws IllegalArgumentException when a file is missing, or is not what it should be
    public SchedulerClientBuilder tls(ClientTls how) {
        TlsFiles.read(how);
        this.tls = how;
        return this;
    }

    /// Adds a server, as `host:port`; the client holds a link to each.
    public SchedulerClientBuilder server(String hostAndPort) {
        return server(ServerAddress.parse(hostAndPort));
    }

    public SchedulerClientBuilder server(ServerAddress server) {
        return server(new ServerPlace(server, ""));
    }

    /// Adds a server whose zone is known.
    public SchedulerClientBuilder server(ServerPlace place) {
        servers.put(place.address(), place);
        return this;
    }

    /// Learns from there which servers there are, as [ServerRegistry] says: `http://scheduler-1:8080/servers`,
    /// `dns:…` or `file:…`. Servers named with [#server(String)] are linked to until it answers.
    ///
    /// @throws IllegalArgumentException when it has none of these forms
    public SchedulerClientBuilder registry(String where) {
        return registry(ServerRegistry.of(where));
    }

    /// Learns from there which servers there are: new ones are linked to, and those that are gone dropped, without a
    /// restart.
    public SchedulerClientBuilder registry(ServerRegistry source) {
        this.registry = source;
        return this;
    }

    /// How often the registry is asked; 10 s by default.
    public SchedulerClientBuilder registryEvery(Duration often) {
        this.registryEvery = often;
        return this;
    }

    /// How many servers this client links to at most; all by default. Those of its own zone are preferred, and one that
    /// has not answered for a while makes room for another.
    public SchedulerClientBuilder maxLinks(int most) {
        this.maxLinks = most;
        return this;
    }

    /// The logic zone this application runs in, for example `CellA`; none by default.
    public SchedulerClientBuilder zone(String name) {
        this.zone = name;
        return this;
    }

    /// The interface this client links from, and whose address it names to operators; by default the system chooses the
    /// former, and the latter is of the first interface that is not loopback.
    ///
    /// @throws IllegalArgumentException when there is no such interface
    public SchedulerClientBuilder networkInterface(String name) {
        this.hostAddress = HostAddress.of(name);
        this.networkInterface = name;
        return this;
    }

    /// The address this client names to operators.
    public SchedulerClientBuilder hostAddress(String address) {
        this.hostAddress = address;
        return this;
    }

    /// @throws IllegalArgumentException when another handler has that name
    public SchedulerClientBuilder handler(IJobHandler handler) {
        String name = handler.getName();
        if (handlers.putIfAbsent(name, handler) != null) {
            throw new IllegalArgumentException("Two handlers are named '" + name + "'");
        }
        return this;
    }

    public SchedulerClientBuilder handlers(Collection<? extends IJobHandler> all) {
        all.forEach(this::handler);
        return this;
    }

    /// Keeps in that directory, over a restart, which triggers this client has finished and what no server has
    /// acknowledged yet: a trigger that finished is not run again when it is asked for again, and its result is sent
    /// until it is acknowledged. Without it a restart forgets both. One directory for each client: [#build] takes
    /// it, and [SchedulerClient#close] lets go of it.
    ///
    /// It outlives the end of the process at any moment; a failure of the machine may cost the last second. It does not
    /// grow beyond what is unacknowledged and the newest 10,000 results or 32 MB, twice, and 8 MB.
    public SchedulerClientBuilder journalDirectory(Path directory) {
        this.journalDirectory = directory;
        return this;
    }

    /// Writes the client's log files below that directory: `scheduler/common-default.log`, `common-error.log` and
    /// `auth-audit.log`; `tracelog/scheduler-accept-digest.log` with a line for each run, and `-stat.log` with one for
    /// each handler and minute. They are rolled by day and at 50 MB, and seven of each are kept. Without it the client
    /// writes no file; its SLF4J loggers say the same either way. No run ever waits for a disk: lines that it does not
    /// take are dropped and counted.
    public SchedulerClientBuilder logDirectory(Path directory) {
        this.logDirectory = directory;
        return this;
    }

    /// Whether items that were read elsewhere may be processed here, and items read here elsewhere: the remote mode of
    /// ONEWAY cluster jobs. Off by default; such a job's chunks fail here then and say so.
    public SchedulerClientBuilder remoteExecute(boolean enabled) {
        this.remoteExecute = enabled;
        return this;
    }

    public SchedulerClientBuilder timings(LinkTimings link) {
        this.timings = link;
        return this;
    }

    /// How long [SchedulerClient#close] waits for handlers, and for acknowledgements; 10 s by default.
    public SchedulerClientBuilder closeGrace(Duration grace) {
        this.closeGrace = grace;
        return this;
    }

    public SchedulerClientBuilder listener(LinkStateListener states) {
        this.listener = states;
        return this;
    }

    public SchedulerClientBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /// @throws IllegalArgumentException when a name has a form the servers would refuse
    /// @throws IllegalStateException when something required is missing, or another client has the journal directory
    /// @throws java.io.UncheckedIOException when the journal directory cannot be used
    public SchedulerClient build() {
        if (servers.isEmpty() && registry == null) {
            throw new IllegalStateException("A client needs at least one server, or a registry");
        }
        ClientIdentity identity = ClientIdentity.ofThisProcess(
                required(application, "application"),
                required(instance, "instance"),
                Objects.requireNonNullElseGet(hostAddress, HostAddress::ofThisHost));
        LinkAccess access = new LinkAccess(access(), tls, networkInterface);
        RunJournal journal = journalDirectory == null
                ? RunJournal.NONE
                : FileJournal.open(journalDirectory, identity, JOURNAL_SEGMENT_BYTES);
        if (logDirectory == null) {
            return client(
                    new LinkSetup(
                            identity,
                            access,
                            zone,
                            handlers,
                            remoteExecute,
                            timings,
                            listener,
                            clock,
                            journal,
                            RunListener.NONE),
                    () -> {});
        }
        LogDirectory logs = LogDirectory.open(logDirectory, clock);
        RunTraces traces = new RunTraces(logs, identity);
        return client(
                new LinkSetup(
                        identity, access, zone, handlers, remoteExecute, timings, listener, clock, journal, traces),
                () -> {
                    traces.close();
                    logs.close();
                });
    }

    private SchedulerClient client(LinkSetup setup, Runnable afterwards) {
        return new SchedulerClient(
                new KnownServers(List.copyOf(servers.values()), registry, registryEvery, maxLinks),
                setup,
                closeGrace,
                afterwards);
    }

    private Supplier<AccessCredentials> access() {
        if (credentials != null) {
            return credentials;
        }
        AccessCredentials fixed = new AccessCredentials(required(accessKey, "accessKey"), required(secret, "secret"));
        return () -> fixed;
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("A client needs its " + name);
        }
        return value;
    }
}
