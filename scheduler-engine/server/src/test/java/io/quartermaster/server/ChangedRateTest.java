package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.executor.data.item.LoadData;
import io.quartermaster.client.executor.data.processor.IProcessor;
import io.quartermaster.client.executor.data.reader.IReader;
import io.quartermaster.client.executor.data.writer.IWriter;
import io.quartermaster.client.executor.limiter.ILimiter;
import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.Progress;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rate of a job, changed while a run goes on, through server, link and client.
class ChangedRateTest {
    private static final int ITEMS = 100_000;

    @TempDir
    private Path directory;

    @Test
    void aRunThatGoesOnObeysAChangedRate() {
        Paced paced = new Paced();
        try (TestServer bed = TestServer.start(
                                new DatabaseSettings.InMemory("rate-" + UUID.randomUUID()), "rate", directory)
                        .leading();
                SchedulerClient client = client(bed, paced)) {
            JobSpec spec = Jobs.simple("paced", "paced").withTarget(JobType.CLUSTER, "app", "paced");
            Job job = bed.jobs().create(spec.withWork(WorkPlan.WHOLE.withRate(1)));
            bed.jobs().answer(bed.jobs().triggerNow(job));
            Eventually.until("it goes on", () -> paced.processed.get() > 0);
            assertThat(paced.processed.get()).isLessThan(ITEMS / 10);

            bed.jobs().update(job, spec.withWork(WorkPlan.WHOLE));

            assertThat(bed.jobs().closed(job).status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(paced.processed).hasValue(ITEMS);
        }
    }

    private static SchedulerClient client(TestServer bed, Paced handler) {
        SchedulerClient client = SchedulerClient.builder()
                .application("app")
                .instance(Jobs.INSTANCE.value())
                .accessKey(bed.key.accessKey())
                .secret(bed.key.secret())
                .zone("CellA")
                .timings(TestServer.TIMINGS)
                .closeGrace(Duration.ofMillis(200))
                .server("127.0.0.1:" + bed.server.port())
                .handler(handler)
                .build();
        client.start();
        Eventually.until("the client is there", () -> bed.server.knows("app"));
        return client;
    }

    /// Counts what it processes, as fast as the job's rate allows.
    private static final class Paced implements IClusterJobExecuteHandler<String, String> {
        private final AtomicInteger processed = new AtomicInteger();

        @Override
        public String getName() {
            return "paced";
        }

        @Override
        public @Nullable Executor getThreadPool() {
            return null;
        }

        @Override
        public void preExecute(ClusterJobExecuteContext context) {
            // nothing is opened
        }

        @Override
        public IReader<String> getReader() {
            return new IReader<>() {
                @Override
                public LoadData<String> read(ClusterJobExecuteContext context) {
                    return new LoadData<>(
                            IntStream.range(0, ITEMS).mapToObj(String::valueOf).toList(), false);
                }

                @Override
                public @Nullable Integer waitIntervalWhenNoData() {
                    return null;
                }
            };
        }

        @Override
        public IProcessor<String, String> getProcessor() {
            return new IProcessor<>() {
                @Override
                public DataProcessResult<String> process(ClusterJobExecuteContext context, String item) {
                    processed.incrementAndGet();
                    return new DataProcessResult<>(true, "", null);
                }

                @Override
                public @Nullable Executor getProcessThreadPool() {
                    return null;
                }
            };
        }

        @Override
        public @Nullable IWriter<String> getWriter() {
            return null;
        }

        @Override
        public @Nullable ILimiter getLimiter() {
            return null;
        }

        @Override
        public void postExecute(ClusterJobExecuteContext context) {
            // nothing was opened
        }

        @Override
        public @Nullable Progress calProgress(ClusterJobExecuteContext context) {
            return null;
        }

        @Override
        public boolean isProcessAsync() {
            return true;
        }
    }
}
