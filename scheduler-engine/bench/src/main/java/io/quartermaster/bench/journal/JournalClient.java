package io.quartermaster.bench.journal;

import io.quartermaster.client.LinkState;
import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.SchedulerClientBuilder;
import io.quartermaster.client.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A client as a process of its own: links to every server named, takes its time over what they dispatch, and appends
/// one line per execution to its journal. It says `link HOST:PORT STATE` on standard output for every change of a link,
/// and ends when its standard input does, so that it never outlives whoever started it.
@Command(name = "journal-client", mixinStandardHelpOptions = true)
public final class JournalClient implements Callable<Integer> {
    /// The only handler.
    public static final String HANDLER = "sleep";
    /// The INT parameter of a job that says how long its handler takes.
    public static final String MILLIS = "millis";
    /// The BOOLEAN parameter of a job whose handler is to say in the end that it failed.
    public static final String FAILS = "fails";

    /// The INT parameter of a job whose handler is to say in so many of a hundred cases that it failed.
    public static final String FAILING = "failing";

    private static final String LOGBACK = "logback.configurationFile";

    @Option(names = "--server", required = true, description = "host:port; once for each server")
    private List<String> servers = List.of();

    @Option(names = "--application", defaultValue = "bench")
    private String application = "bench";

    @Option(names = "--instance", defaultValue = "000001")
    private String instance = "000001";

    @Option(names = "--zone", defaultValue = "CellA")
    private String zone = "CellA";

    @Option(names = "--key", required = true)
    private String key = "";

    @Option(names = "--secret", required = true)
    private String secret = "";

    @Option(names = "--journal", required = true)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path journal;

    @Option(names = "--threads", defaultValue = "200", description = "handlers at a time")
    private int threads = 200;

    @Option(names = "--queue", defaultValue = "10000", description = "dispatches that wait for a thread")
    private int queue = 10_000;

    public static void main(String[] arguments) {
        if (System.getProperty(LOGBACK) == null) {
            System.setProperty(LOGBACK, "io/quartermaster/server/logback-console.xml");
        }
        System.exit(new CommandLine(new JournalClient()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (Journal lines = new Journal(journal);
                ThreadPoolExecutor pool = pool()) {
            JournalHandler handler = new JournalHandler(HANDLER, lines, InstantSource.system(), pool);
            SchedulerClientBuilder builder = SchedulerClient.builder()
                    .application(application)
                    .instance(instance)
                    .zone(zone)
                    .accessKey(key)
                    .secret(secret)
                    .closeGrace(Duration.ofSeconds(5))
                    .listener(JournalClient::say)
                    .handler(handler);
            servers.forEach(builder::server);
            try (SchedulerClient client = builder.build()) {
                client.start();
                System.in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        return CommandLine.ExitCode.OK;
    }

    /// All its threads are there from the start: what is measured is the scheduler, not the making of threads.
    private ThreadPoolExecutor pool() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queue),
                work -> new Thread(work, "handler-" + number.incrementAndGet()));
        pool.prestartAllCoreThreads();
        return pool;
    }

    /// Prints how a link is.
    public static void say(ServerAddress server, LinkState state, @Nullable String reason) {
        System.out.println("link " + server + " " + state + (reason == null ? "" : " " + reason));
    }
}
