package io.quartermaster.message.rocketmq;

import io.quartermaster.testing.Eventually;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.common.TopicConfig;
import org.apache.rocketmq.remoting.protocol.route.TopicRouteData;
import org.jspecify.annotations.Nullable;

/// A real name server and a real broker, each in a process of its own, on loopback, in a directory that is thrown away.
/// The broker makes no topic by itself.
final class LocalRocketMq implements AutoCloseable {
    /// A broker tells the name server of itself ten seconds after its start, and nobody finds it before.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final int namesPort;
    private final int brokerPort;
    private final Process names;
    private Process broker;

    private LocalRocketMq(Path directory) throws IOException {
        this.directory = directory;
        namesPort = freePort();
        brokerPort = brokerPorts();
        names = start("namesrv", "org.apache.rocketmq.namesrv.NamesrvStartup", namesConfig());
        try {
            broker = startBrokerProcess();
        } catch (IOException | AssertionError e) {
            kill(names);
            throw e;
        }
    }

    static LocalRocketMq start(Path directory, String... topics) throws Exception {
        LocalRocketMq local = new LocalRocketMq(directory);
        try {
            local.createTopics(topics);
            for (String topic : topics) {
                local.awaitRoute(topic);
            }
            return local;
        } catch (Exception | AssertionError e) {
            local.close();
            throw e;
        }
    }

    String nameServers() {
        return "127.0.0.1:" + namesPort;
    }

    /// As a machine that loses its power.
    void killBroker() {
        kill(broker);
    }

    void startBroker() throws IOException {
        broker = startBrokerProcess();
    }

    void awaitRoute(String topic) throws MQClientException {
        withClient(client -> Eventually.until(topic + " has a route", PATIENCE, () -> route(client, topic) != null));
    }

    private static @Nullable TopicRouteData route(DefaultMQProducer client, String topic) throws Exception {
        try {
            return client.getDefaultMQProducerImpl()
                    .getMqClientFactory()
                    .getMQClientAPIImpl()
                    .getTopicRouteInfoFromNameServer(topic, 2_000);
        } catch (MQClientException e) {
            return null;
        }
    }

    private void createTopics(String... topics) throws MQClientException {
        withClient(client -> {
            for (String topic : topics) {
                TopicConfig config = new TopicConfig(topic, 4, 4);
                client.getDefaultMQProducerImpl()
                        .getMqClientFactory()
                        .getMQClientAPIImpl()
                        .createTopic("127.0.0.1:" + brokerPort, "TBW102", config, 5_000);
            }
        });
    }

    @FunctionalInterface
    private interface Work {
        void with(DefaultMQProducer client) throws Exception;
    }

    private void withClient(Work work) throws MQClientException {
        DefaultMQProducer client = new DefaultMQProducer("admin");
        client.setNamesrvAddr(nameServers());
        client.setInstanceName("admin-" + System.nanoTime());
        client.start();
        try {
            work.with(client);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            client.shutdown();
        }
    }

    private Process startBrokerProcess() throws IOException {
        Process started = start("broker", "org.apache.rocketmq.broker.BrokerStartup", brokerConfig());
        Eventually.until("the broker listens", PATIENCE, () -> listens(brokerPort) || !started.isAlive());
        if (!started.isAlive()) {
            throw new AssertionError("The broker ended:\n" + output("broker"));
        }
        return started;
    }

    /// Its last words.
    private String output(String name) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(name + ".out"));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    private String namesConfig() {
        return """
                listenPort=%d
                bindAddress=127.0.0.1
                """
                .formatted(namesPort);
    }

    private String brokerConfig() {
        return """
                brokerName=local
                brokerClusterName=local
                brokerIP1=127.0.0.1
                bindAddress=127.0.0.1
                namesrvAddr=%s
                listenPort=%d
                haListenPort=%d
                autoCreateTopicEnable=false
                storePathRootDir=%s
                storePathCommitLog=%s
                mappedFileSizeCommitLog=16777216
                mappedFileSizeConsumeQueue=100000
                maxIndexNum=20000
                maxHashSlotNum=5000
                diskMaxUsedSpaceRatio=99
                timerWheelEnable=false
                flushDiskType=SYNC_FLUSH
                """
                .formatted(
                        nameServers(),
                        brokerPort,
                        brokerPort + 1,
                        directory.resolve("store"),
                        directory.resolve("store").resolve("commitlog"));
    }

    private Process start(String name, String main, String config) throws IOException {
        Path file = Files.writeString(directory.resolve(name + ".properties"), config);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Drocketmq.home.dir=" + directory,
                "-Duser.home=" + directory,
                "-Djava.io.tmpdir=" + directory,
                "-cp",
                classPath(),
                main,
                "-c",
                file.toString()));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve(name + ".out").toFile()))
                .start();
    }

    /// Without what would only log, at length.
    private static String classPath() throws IOException {
        String all = Files.readString(Path.of("target", "broker.classpath")).strip();
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(jar -> !jar.contains("logback-classic"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// A broker also listens two ports below its own, and, for slaves, one above.
    private static int brokerPorts() {
        while (true) {
            try {
                int port = freePort();
                for (int each : new int[] {port - 2, port, port + 1}) {
                    new ServerSocket(each, 1, InetAddress.getLoopbackAddress()).close();
                }
                return port;
            } catch (IOException e) {
                // one of them is taken: draw again
            }
        }
    }

    private static void kill(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill(broker);
        kill(names);
    }
}
