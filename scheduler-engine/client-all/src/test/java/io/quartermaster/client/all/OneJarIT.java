package io.quartermaster.client.all;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.TraceId;
import io.quartermaster.server.link.AccessKey;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Dispatch;
import io.quartermaster.server.link.LinkListener;
import io.quartermaster.server.link.LinkServer;
import io.quartermaster.server.link.LinkSettings;
import io.quartermaster.server.link.Progress;
import io.quartermaster.server.link.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// The one jar, as an application gets it.
class OneJarIT {
    private static final Path JAR = Path.of(System.getProperty("client.all.jar"));
    private static final InstanceId INSTANCE = new InstanceId("000001");

    /// What the application has of the same names, which is nothing the client could work with.
    private static final List<String> IN_THE_WAY = List.of(
            "com.google.protobuf.GeneratedMessage",
            "com.google.protobuf.Message",
            "com.google.protobuf.ByteString",
            "com.google.protobuf.RuntimeVersion",
            "com.google.common.base.Preconditions",
            "io.grpc.ManagedChannel",
            "io.grpc.Status",
            "io.grpc.stub.StreamObserver");

    private static final String APPLICATION =
            """
            import io.quartermaster.client.SchedulerClient;
            import io.quartermaster.client.common.ClientCommonResult;
            import io.quartermaster.client.handler.ISimpleJobHandler;
            import io.quartermaster.client.model.JobExecuteContext;
            import java.util.concurrent.Executor;

            public final class Tiny implements ISimpleJobHandler {
                @Override public String getName() { return "hello"; }
                @Override public Executor getThreadPool() { return null; }
                @Override public ClientCommonResult handle(JobExecuteContext context) {
                    context.putCustomParams("said", "hello " + context.getCustomParam("to"));
                    return ClientCommonResult.buildSuccessResult();
                }
                public static void main(String[] arguments) throws Exception {
                    SchedulerClient.builder().application("tiny").instance("000001").accessKey("key").secret("secret")
                            .server("127.0.0.1:" + arguments[0]).handler(new Tiny()).build().start();
                    System.in.transferTo(java.io.OutputStream.nullOutputStream());
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void anApplicationWithOtherVersionsOfEverythingConnectsAndRunsAJob() throws Exception {
        CompletableFuture<ConnectedClient> connected = new CompletableFuture<>();
        CompletableFuture<Report> reported = new CompletableFuture<>();
        Path application = compiled("application", Map.of("Tiny", APPLICATION), JAR.toString());
        Path inTheWay = compiled("in-the-way", inTheWay(), "");
        try (LinkServer server = LinkServer.start(
                LinkSettings.loopback(),
                key -> Optional.of(new AccessKey("key", "secret", INSTANCE)),
                listener(connected, reported),
                InstantSource.system())) {
            Process process = started(server.port(), inTheWay, JAR, slf4j(), application);
            try {
                ConnectedClient client = connected.get(30, TimeUnit.SECONDS);
                server.send(client.sessionId(), dispatch());
                Report report = reported.get(30, TimeUnit.SECONDS);
                assertThat(report.success()).isTrue();
                assertThat(report.params()).isEqualTo(Map.of("said", "hello you"));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void nothingInItIsUnderANameThatAnApplicationCouldHave() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream()
                    .filter(each -> !each.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
            assertThat(names)
                    .contains("io/quartermaster/client/SchedulerClient.class")
                    .contains("io/quartermaster/client/shaded/io/grpc/ManagedChannel.class")
                    .contains("io/quartermaster/client/shaded/com/google/protobuf/Message.class");
            assertThat(names.stream().filter(name -> !name.startsWith("io/quartermaster/client/")))
                    .allSatisfy(name -> assertThat(name)
                            .matches("META-INF/(MANIFEST\\.MF|LICENSE.*|NOTICE.*|DEPENDENCIES"
                                    + "|services/io\\.quartermaster\\.client\\.shaded\\..*)"));
        }
    }

    @Test
    void whoDependsOnItGetsNothingElseButSlf4j() throws IOException {
        String pom = Files.readString(JAR.resolveSibling("dependency-reduced-pom.xml"));
        String dependencies = pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>"));
        assertThat(dependencies.replaceAll(
                        "(?s)<dependency>(?:(?!</dependency>).)*<scope>test</scope>.*?</dependency>", ""))
                .contains("<artifactId>slf4j-api</artifactId>")
                .doesNotContain("<artifactId>client</artifactId>", "grpc", "protobuf-java");
    }

    private static LinkListener listener(
            CompletableFuture<ConnectedClient> connected, CompletableFuture<Report> reported) {
        return new LinkListener() {
            @Override
            public void connected(ConnectedClient client) {
                connected.complete(client);
            }

            @Override
            public void disconnected(ConnectedClient client, String reason) {}

            @Override
            public void refused(String address, String reason) {
                connected.completeExceptionally(new IllegalStateException(reason));
            }

            @Override
            public CompletionStage<Void> reported(ConnectedClient client, Report report) {
                reported.complete(report);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void progressed(ConnectedClient client, Progress progress) {}
        };
    }

    private static Dispatch dispatch() {
        Instant due = Instant.parse("2026-11-21T08:00:00Z");
        return new Dispatch(
                "t1", new TraceId("trace-t1-0000"), "nightly", "hello", true, Map.of("to", "you"), 0, 1, due, due);
    }

    private static Map<String, String> inTheWay() {
        Map<String, String> sources = new java.util.TreeMap<>();
        for (String name : IN_THE_WAY) {
            int dot = name.lastIndexOf('.');
            sources.put(
                    name.replace('.', '/'),
                    "package " + name.substring(0, dot) + ";\npublic class " + name.substring(dot + 1)
                            + " { static { if (true) throw new IllegalStateException(\"the application's own\"); } }");
        }
        return sources;
    }

    private Path compiled(String name, Map<String, String> sources, String classPath) throws IOException {
        Path classes = Files.createDirectories(directory.resolve(name).resolve("classes"));
        List<String> arguments =
                new ArrayList<>(List.of("--release", "17", "-d", classes.toString(), "-classpath", classPath));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = directory.resolve(name).resolve(source.getKey() + ".java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return classes;
    }

    private Process started(int port, Path... classPath) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        String.join(
                                System.getProperty("path.separator"),
                                Arrays.stream(classPath).map(Path::toString).toList()),
                        "Tiny",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// The only thing the jar wants besides itself.
    private static Path slf4j() throws Exception {
        return Path.of(LoggerFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
