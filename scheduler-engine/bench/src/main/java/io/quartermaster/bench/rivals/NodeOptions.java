package io.quartermaster.bench.rivals;

import java.util.List;
import picocli.CommandLine.Option;

/// What a rival's node is told on its command line.
final class NodeOptions {
    @Option(names = "--url", required = true)
    String url = "";

    @Option(names = "--user", required = true)
    String user = "";

    @Option(names = "--node", required = true)
    String node = "";

    @Option(names = "--threads", required = true)
    int threads;

    static List<String> arguments(String url, String user, String node, int threads) {
        return List.of("--url=" + url, "--user=" + user, "--node=" + node, "--threads=" + threads);
    }
}
