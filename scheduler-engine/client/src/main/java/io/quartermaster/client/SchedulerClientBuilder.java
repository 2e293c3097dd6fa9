package io.quartermaster.client;

import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.link.LinkSetup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers what a [SchedulerClient] needs. Application, instance, access key, secret and one server are required.
/// Confined to one thread.
public final class SchedulerClientBuilder {
    private @Nullable String application;
    private @Nullable String instance;
    private @Nullable String accessKey;
    private @Nullable String secret;
    private @Nullable String hostAddress;
    private String zone = "";
    private boolean remoteExecute;
    private LinkTimings timings = LinkTimings.defaults();
    private Duration closeGrace = Duration.ofSeconds(10);
    private InstantSource clock = InstantSource.system();
    private LinkStateListener listener = (server, state, reason) -> {};
    private final Set<ServerAddress> servers = new LinkedHashSet<>();
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

    /// Adds a server, as `host:port`; the client holds a link to each.
    public SchedulerClientBuilder server(String hostAndPort) {
        return server(ServerAddress.parse(hostAndPort));
    }

    public SchedulerClientBuilder server(ServerAddress server) {
        servers.add(server);
        return this;
    }

    /// The logic zone this application runs in, for example `CellA`; none by default.
    public SchedulerClientBuilder zone(String name) {
        this.zone = name;
        return this;
    }

    /// The interface whose address this client names to operators; by default the first that is not loopback.
    ///
    /// @throws IllegalArgumentException when there is no such interface
    public SchedulerClientBuilder networkInterface(String name) {
        this.hostAddress = HostAddress.of(name);
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
    /// @throws IllegalStateException when something required is missing
    public SchedulerClient build() {
        if (servers.isEmpty()) {
            throw new IllegalStateException("A client needs at least one server");
        }
        ClientIdentity identity = ClientIdentity.ofThisProcess(
                required(application, "application"),
                required(instance, "instance"),
                Objects.requireNonNullElseGet(hostAddress, HostAddress::ofThisHost));
        LinkSetup setup = new LinkSetup(
                identity,
                required(accessKey, "accessKey"),
                required(secret, "secret"),
                zone,
                handlers,
                remoteExecute,
                timings,
                listener,
                clock);
        return new SchedulerClient(List.copyOf(servers), setup, closeGrace);
    }

    private static String required(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("A client needs its " + name);
        }
        return value;
    }
}
