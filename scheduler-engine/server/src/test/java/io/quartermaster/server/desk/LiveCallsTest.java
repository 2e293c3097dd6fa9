package io.quartermaster.server.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import io.quartermaster.model.Param;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.desk.Answer;
import io.quartermaster.model.topology.desk.Answers;
import io.quartermaster.model.topology.desk.Call;
import io.quartermaster.model.topology.desk.DeskCase;
import io.quartermaster.model.topology.desk.DeskSession;
import io.quartermaster.model.topology.desk.Halt;
import io.quartermaster.model.topology.desk.Spot;
import io.quartermaster.model.topology.desk.Told;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.server.EmbeddedEngine;
import io.quartermaster.server.EmbeddedSettings;
import io.quartermaster.store.RecordRepository;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveCallsTest {
    private static final Instant START = Instant.parse("2026-11-20T02:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private EmbeddedEngine engine;

    /// A handler as a developer writes it.
    private record Mine(String getName, Function<JobExecuteContext, ClientCommonResult> does)
            implements ISimpleJobHandler {
        @Override
        public ClientCommonResult handle(JobExecuteContext context) {
            return does.apply(context);
        }

        @Override
        public @Nullable Executor getThreadPool() {
            return null;
        }
    }

    @BeforeEach
    void start() {
        engine = EmbeddedEngine.start(EmbeddedSettings.in(directory).withPort(0));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private SchedulerClient attach(ISimpleJobHandler handler) throws IOException {
        Properties attach = new Properties();
        try (var in = Files.newBufferedReader(directory.resolve(EmbeddedEngine.ATTACH_FILE))) {
            attach.load(in);
        }
        SchedulerClient client = SchedulerClient.builder()
                .application("my-app")
                .instance(attach.getProperty("instance"))
                .accessKey(attach.getProperty("access-key"))
                .secret(attach.getProperty("secret"))
                .server(attach.getProperty("address"))
                .handler(handler)
                .build();
        client.start();
        Eventually.until(
                "the client is attached", () -> !engine.liveCalls().offers().isEmpty());
        return client;
    }

    private static DeskSession desk(String handler) {
        Topology topology = Topology.of(
                List.of(
                        Node.of("start", new Part.Start()),
                        Node.of("check", Part.task(1)),
                        Node.of("end", new Part.End())),
                List.of(Edge.of("start", "check"), Edge.of("check", "end")),
                List.of(new Param("n", Param.Type.INT, "3")));
        return new DeskSession(
                DeskCase.of(new Definitions(topology, Map.of()), Input.Begin.all(START), START),
                Answers.stubs(Told.succeed(Duration.ofSeconds(1)))
                        .with(Spot.top("check"), new Answer.Live("my-app", handler)));
    }

    private CompletableFuture<LiveCalls.Heard> call(Call call, Duration patience) {
        return engine.liveCalls().call(call, Map.of("own", "of the job"), patience);
    }

    @Test
    void anAttachedClientDoesANodesWorkAndNothingOfItIsStored() throws IOException {
        Mine handler = new Mine("check", context -> {
            Integer n = (Integer) context.getCustomParam("n");
            context.putCustomParams("n", n == null ? 0 : n + 1);
            return "of the job".equals(context.getCustomParam("own"))
                    ? ClientCommonResult.buildSuccessResult()
                    : ClientCommonResult.buildFailResult("the job's parameter is missing");
        });
        try (SchedulerClient client = attach(handler)) {
            assertThat(engine.liveCalls().offers()).containsExactly(new LiveCalls.Offer("my-app", "check"));
            DeskSession desk = desk("check");
            Call call = ((Halt.AwaitsLive) desk.goOn()).calls().getFirst();
            LiveCalls.Heard.Answered heard =
                    (LiveCalls.Heard.Answered) call(call, PATIENCE).join();
            assertThat(heard.told().status()).isEqualTo(NodeStatus.SUCCEED);
            desk.hear(call, heard.told());
            assertThat(desk.goOn()).isEqualTo(new Halt.Ended(RunStatus.SUCCEED));
            assertThat(desk.run().parameters(""))
                    .hasEntrySatisfying("n", n -> assertThat(n.value()).isEqualTo(4));
        }
        assertThat(engine.database().records().page(EmbeddedEngine.INSTANCE, RecordRepository.Filter.ALL, null, 10))
                .isEmpty();
    }

    @Test
    void aFailureIsTheNodesFailure() throws IOException {
        try (SchedulerClient client = attach(new Mine("check", c -> ClientCommonResult.buildFailResult("no money")))) {
            LiveCalls.Heard heard =
                    call(desk("check").calls().getFirst(), PATIENCE).join();
            assertThat(((LiveCalls.Heard.Answered) heard).told())
                    .returns(NodeStatus.FAILED, Told::status)
                    .returns("no money", Told::message);
        }
    }

    @Test
    void whereNobodyHasTheHandlerItIsSaid() throws IOException {
        assertThat(call(desk("check").calls().getFirst(), PATIENCE).join())
                .isEqualTo(new LiveCalls.Heard.NoClient("no target was found"));
        try (SchedulerClient client = attach(new Mine("check", c -> ClientCommonResult.buildSuccessResult()))) {
            assertThat(call(desk("other").calls().getFirst(), PATIENCE).join())
                    .isEqualTo(new LiveCalls.Heard.NoClient("no target was found"));
        }
    }

    @Test
    void aClientThatDoesNotReportInTimeIsAskedToStopAndItsLateReportIsDropped() throws IOException {
        CountDownLatch stopped = new CountDownLatch(1);
        Mine handler = new Mine("check", context -> {
            Eventually.until("it is asked to stop", context::isStopRequested);
            stopped.countDown();
            return ClientCommonResult.buildSuccessResult();
        });
        try (SchedulerClient client = attach(handler)) {
            Duration patience = Duration.ofMillis(50);
            assertThat(call(desk("check").calls().getFirst(), patience).join())
                    .isEqualTo(new LiveCalls.Heard.Silent(patience));
            Eventually.until("the handler stopped", () -> stopped.getCount() == 0);
        }
        assertThat(engine.logDirectory().resolve("common-error.log"))
                .satisfiesAnyOf(
                        file -> assertThat(file).doesNotExist(),
                        file -> assertThat(file).content().doesNotContain("unknown trigger id"));
    }
}
