package io.quartermaster.bench.chunks;

import io.quartermaster.bench.journal.JournalClient;
import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.SchedulerClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A client with the handlers of a cluster job, as a process of its own: what it writes goes to its journal. It ends
/// when its standard input does.
@Command(name = "chunk-client", mixinStandardHelpOptions = true)
public final class ChunkClient implements Callable<Integer> {
    @Option(names = "--server", required = true, description = "host:port; once for each server")
    private List<String> servers = List.of();

    @Option(names = "--application", defaultValue = "bench")
    private String application = "bench";

    @Option(names = "--instance", defaultValue = "000001")
    private String instance = "000001";

    @Option(names = "--key", required = true)
    private String key = "";

    @Option(names = "--secret", required = true)
    private String secret = "";

    @Option(names = "--journal", required = true)
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path journal;

    @Option(names = "--threads", defaultValue = "4", description = "chunks at a time")
    private int threads = 4;

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "io/quartermaster/server/logback-console.xml");
        System.exit(new CommandLine(new ChunkClient()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (ItemLog written = new ItemLog(journal);
                SpanLog spans = new SpanLog(SpanLog.beside(journal))) {
            SchedulerClientBuilder builder = SchedulerClient.builder()
                    .application(application)
                    .instance(instance)
                    .zone("CellA")
                    .accessKey(key)
                    .secret(secret)
                    .listener(JournalClient::say)
                    .handler(new SplitTables())
                    .handler(new SplitPages())
                    .handler(new WritePage(written, spans, threads));
            servers.forEach(builder::server);
            try (SchedulerClient client = builder.build()) {
                client.start();
                System.in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        return CommandLine.ExitCode.OK;
    }
}
