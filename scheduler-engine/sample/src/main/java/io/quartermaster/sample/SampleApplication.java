package io.quartermaster.sample;

import io.quartermaster.client.LinkState;
import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.SchedulerClientBuilder;
import io.quartermaster.client.ServerAddress;
import io.quartermaster.client.handler.IJobHandler;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Starts the sample: attaches to the servers named, or else to the engine embedded in the console on this host, and
/// runs what they dispatch until it is ended.
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = "A small business application for trying the scheduler.")
public final class SampleApplication implements Callable<Integer> {
    private static final int SECONDS_BETWEEN_LOOKS = 1;
    private static final int SECONDS_TO_LEAVE = 8;

    @Option(names = "--servers", split = ",", description = "host:port, several with commas; none: the embedded engine")
    private List<String> servers = List.of();

    @Option(names = "--instance", description = "the instance to serve (with --servers)")
    private @Nullable String instance;

    @Option(names = "--access-key", description = "the access key (with --servers)")
    private @Nullable String accessKey;

    @Option(names = "--secret", description = "the key's secret (with --servers); it is not sent")
    private @Nullable String secret;

    @Option(names = "--application", defaultValue = "sample-app", description = "default: ${DEFAULT-VALUE}")
    private String application = "sample-app";

    @Option(names = "--zone", defaultValue = "CellA", description = "default: ${DEFAULT-VALUE}")
    private String zone = "CellA";

    @Option(
            names = "--remote-execute",
            description = "process items that other clients read, as ONEWAY cluster jobs want")
    private boolean remoteExecute;

    @Option(names = "--data-dir", description = "the embedded engine's data directory, if not the usual one")
    private @Nullable Path dataDir;

    @Option(names = "--log-dir", description = "where logs/scheduler is made; default: here")
    private Path logDir = Path.of("");

    private final Map<ServerAddress, String> lastSaid = new ConcurrentHashMap<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    private final Console console =
            new Console(new PrintWriter(System.out, true, StandardCharsets.UTF_8), InstantSource.system());

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SampleApplication()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Before the first logger is made, since that is when its configuration is read. It has a place of its own, as
        // others have this jar on their path for its handlers.
        System.setProperty("logback.configurationFile", "io/quartermaster/sample/logback.xml");
        System.setProperty("sample.log.dir", logDir.resolve("logs/scheduler").toString());
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(ended, left)));
        try {
            Optional<Attachment> to = attachment(ended);
            while (to.isPresent() && ended.getCount() > 0) {
                to = Optional.of(serve(to.get(), ended));
            }
        } finally {
            left.countDown();
        }
        return 0;
    }

    /// The process may end when the links are closed in order, or soon after.
    private static void leave(CountDownLatch ended, CountDownLatch left) {
        ended.countDown();
        try {
            boolean ignored = left.await(SECONDS_TO_LEAVE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return where to attach next, since an engine started anew may have another port and another key
    private Attachment serve(Attachment to, CountDownLatch ended) throws IOException, InterruptedException {
        Attachment next = to;
        try (SchedulerClient client = client(to)) {
            client.start();
            while (next.equals(to) && !ended.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS)) {
                next = servers.isEmpty() ? Attachment.in(directory()).orElse(to) : to;
            }
        }
        return next;
    }

    private SchedulerClient client(Attachment to) {
        List<IJobHandler> handlers = new ArrayList<>(new SampleHandlers(console).all());
        handlers.addAll(AccountHandlers.all(console));
        console.say(
                "start application " + application + " in zone " + zone + ", servers " + to.servers() + ", instance "
                        + to.instance() + ", handlers "
                        + handlers.stream().map(IJobHandler::getName).toList());
        SchedulerClientBuilder builder = SchedulerClient.builder()
                .application(application)
                .zone(zone)
                .instance(to.instance())
                .accessKey(to.accessKey())
                .secret(to.secret())
                .handlers(handlers)
                .remoteExecute(remoteExecute)
                .closeGrace(Duration.ofSeconds(2))
                .listener(this::linkChanged);
        to.servers().forEach(builder::server);
        return builder.build();
    }

    private void linkChanged(ServerAddress server, LinkState state, @Nullable String reason) {
        String now = "link  " + server + " " + state + (reason == null ? "" : ": " + reason);
        // The attempts that follow a failure are not news until one goes well.
        if (state != LinkState.CONNECTING && !now.equals(lastSaid.put(server, now))) {
            console.say(now);
        }
    }

    /// Waits for an engine if it must.
    ///
    /// @return empty when the process was ended meanwhile
    private Optional<Attachment> attachment(CountDownLatch ended) throws IOException, InterruptedException {
        if (!servers.isEmpty()) {
            return Optional.of(new Attachment(
                    servers,
                    given(instance, "--instance"),
                    given(accessKey, "--access-key"),
                    given(secret, "--secret")));
        }
        Optional<Attachment> found = Attachment.in(directory());
        if (found.isEmpty()) {
            console.say("wait  for the engine in the console: " + directory().resolve(Attachment.FILE)
                    + " is not there yet");
        }
        while (found.isEmpty() && !ended.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS)) {
            found = Attachment.in(directory());
        }
        return found;
    }

    private Path directory() {
        return dataDir != null
                ? dataDir
                : Attachment.usualDirectory(
                        System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
    }

    private String given(@Nullable String value, String option) {
        if (value == null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "With --servers, " + option + " is needed too");
        }
        return value;
    }
}
