package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.Job;
import io.quartermaster.model.Trigger;
import io.quartermaster.server.watching.WatchSettings;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import io.quartermaster.testing.MariaDb;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// A server on a real MariaDB that watches itself, with short times.
class WatchingTest {
    private static final WatchSettings QUICK = WatchSettings.USUAL
            .withHttp("127.0.0.1", 0)
            .withTimes(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(2));

    @TempDir
    Path directory;

    @Test
    void aClientFindsAllServersThroughOneOfThemAndANewOneWithoutARestart() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        try (TestServer first =
                        TestServer.watching(shared, "s1", directory, QUICK).leading();
                SchedulerClient client = SchedulerClient.builder()
                        .application("found")
                        .instance(Jobs.INSTANCE.value())
                        .accessKey(first.key.accessKey())
                        .secret(first.key.secret())
                        .registry("http://127.0.0.1:" + first.server.httpPort().orElseThrow() + "/servers")
                        .registryEvery(Duration.ofMillis(100))
                        .build()) {
            client.start();
            Eventually.until("it is linked to the first", () -> first.server.knows("found"));
            try (TestServer second = TestServer.start(shared, "s2", directory)) {
                Eventually.until("it is linked to the second", () -> second.server.knows("found"));
            }
        }
    }

    @Test
    void aFiringIsSeenInTheFiguresAndInTheMetrics() {
        TestHandler work = new TestHandler("work");
        try (TestServer server = TestServer.watching(TestSchemas.on(MariaDb.shared()), "s1", directory, QUICK)
                        .leading();
                SchedulerClient client = server.client("app", "CellA", work)) {
            Jobs jobs = server.jobs();
            Job job = jobs.create(Jobs.simple("steady", "work").withTrigger(Jobs.everySecond()));
            jobs.closed(job);

            assertThat(get(server, "/health").statusCode()).isEqualTo(200);
            assertThat(get(server, "/ready").body())
                    .contains("\"status\":\"ready\"", "\"leads\":true", "\"slots\":1024", "\"clients\":1");
            String metrics = get(server, "/metrics").body();
            assertThat(value(metrics, "quartermaster_fired_total")).isGreaterThanOrEqualTo(1);
            assertThat(value(metrics, "quartermaster_lateness_seconds_count")).isGreaterThanOrEqualTo(1);
            assertThat(value(metrics, "quartermaster_leader")).isEqualTo(1);
            assertThat(value(metrics, "quartermaster_slots")).isEqualTo(1024);
            Eventually.until("the firing is in monitor.log", () -> server.log("monitor.log").stream()
                    .anyMatch(line -> line.contains(",FIGURES,s1,1,0,0,0,") && line.endsWith(",1024,leader,1")));
        }
    }

    @Test
    void aFiringThatFindsNobodyIsCountedAsFailedAndARunThatFailsToo() {
        TestHandler work = new TestHandler("work");
        work.fails.set(true);
        try (TestServer server = TestServer.watching(TestSchemas.on(MariaDb.shared()), "s1", directory, QUICK)
                        .leading();
                SchedulerClient client = server.client("app", "CellA", work)) {
            Jobs jobs = server.jobs();
            jobs.answer(jobs.triggerNow(jobs.create(Jobs.simple("nobody", "no such handler"))));
            jobs.answer(jobs.triggerNow(jobs.create(Jobs.simple("fails", "work"))));

            Eventually.until(
                    "both are counted", () -> value(get(server, "/metrics").body(), "quartermaster_failed_total") == 2);
        }
    }

    @Test
    void dueTimesThatALatePlanFindsMissedAreCountedAsSkipped() {
        try (TestServer server = TestServer.watching(TestSchemas.on(MariaDb.shared()), "s1", directory, QUICK)
                .leading()) {
            Instant past = server.database.now().minusSeconds(3_900);
            Job job = server.jobs()
                    .create(Jobs.simple("missed", "work")
                            .withTrigger(new Trigger.FixedRate(past, Duration.ofMinutes(10), ZoneId.of("UTC")))
                            .withPolicies(Jobs.IGNORING_MISSED));
            Eventually.until(
                    "it is scheduled",
                    () -> 1
                            == server.database.call(handle -> handle.execute(
                                    "update job_schedule set next_due_at = ? where job_id = ?",
                                    past.toEpochMilli(),
                                    job.id().value())));

            Eventually.until(
                    "they are counted",
                    () -> value(get(server, "/metrics").body(), "quartermaster_skipped_total") == 7);
        }
    }

    @Test
    void aDueTimeThatNobodyFiresIsReportedAndItsEndToo() {
        try (TestServer server = TestServer.watching(TestSchemas.on(MariaDb.shared()), "s1", directory, QUICK)
                .leading()) {
            // A row of a job and in a slot that do not exist is nobody's.
            server.database.run(
                    handle -> handle.execute(
                            """
                            insert into trigger_record (instance_id, job_id, slot, job_name, job_version, trace_id,
                              reason, status, attempt, planned_at, due_at, owner_epoch)
                            values ('000001', 4711, 5000, 'forgotten', 1, 't', 'TIMING', 'PLANNED', 1, 1, 1000, 0)"""));

            for (String file : List.of("monitor.log", "common-error.log")) {
                Eventually.until("it is in " + file, () -> server.log(file).stream()
                        .anyMatch(line -> line.contains(",000001,forgotten,")
                                && line.contains("1 planned due time(s) that have passed")
                                && line.contains("1970-01-01T00:00:01Z")));
            }
            HttpResponse<String> health = get(server, "/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"kind\":\"NOT_FIRED\",\"count\":1,\"job\":\"forgotten\"");

            server.database.run(handle -> handle.execute("delete from trigger_record where slot = 5000"));

            Eventually.until("it is over", () -> server.log("monitor.log").stream()
                    .anyMatch(line -> line.contains(",SETTLED,s1,NOT_FIRED,")));
            assertThat(server.log("common-error.log"))
                    .filteredOn(line -> line.contains(",forgotten,"))
                    .hasSize(1);
            assertThat(get(server, "/health").body()).contains("\"overlooked\":[]");
        }
    }

    @Test
    void slotsThatAreNobodysAreReported() {
        try (TestServer server = TestServer.watching(TestSchemas.on(MariaDb.shared()), "s1", directory, QUICK)
                .leading()) {
            // What is only free the leader gives away at once.
            server.database.run(handle -> handle.execute("delete from slot where slot in (1, 2)"));

            Eventually.until("it is reported", () -> server.log("common-error.log").stream()
                    .anyMatch(line -> line.contains("slot(s) that no server has")));
        }
    }

    @Test
    void whenTheDatabaseIsAwayTheServerIsAliveAndNotReady() {
        try (MariaDb own = MariaDb.start();
                TestServer server = TestServer.watching(TestSchemas.on(own), "s1", directory, QUICK)
                        .leading()) {
            own.kill();

            Eventually.until("it is not ready", () -> get(server, "/ready").statusCode() == 503);
            assertThat(get(server, "/health").statusCode()).isEqualTo(200);
            assertThat(value(get(server, "/metrics").body(), "quartermaster_member"))
                    .isZero();
            own.resume();
            Eventually.until("it is ready again", () -> get(server, "/ready").statusCode() == 200);
        }
    }

    @Test
    void oldRecordsAreRemovedWhileFiringsGoOnAndStayOnTime() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        TestHandler work = new TestHandler("work");
        try (TestServer server =
                TestServer.watching(shared, "s0", directory, QUICK).leading()) {
            Job old = server.jobs().create(Jobs.simple("old", "work"));
            server.database.run(handle -> handle.createUpdate(
                            """
                            insert into trigger_record (instance_id, job_id, slot, job_name, job_version, trace_id,
                              reason, status, attempt, planned_at, due_at, fired_at, finished_at, decision, owner_epoch)
                            select '000001', :job + seq % 50, 1, 'old', 1, concat('old-', seq), 'TIMING', 'SUCCEED', 1,
                              seq, seq, seq, seq, repeat('d', 200), 0 from seq_1_to_100000""")
                    .bind("job", old.id().value() + 1_000_000)
                    .execute());
        }
        try (TestServer server =
                        TestServer.watching(shared, "s1", directory, QUICK).leading();
                SchedulerClient client = server.client("app", "CellA", work)) {
            Jobs jobs = server.jobs();
            for (int i = 0; i < 30; i++) {
                jobs.create(Jobs.simple("steady-" + i, "work").withTrigger(Jobs.everySecond()));
            }
            Eventually.until("they fire", () -> work.dues.size() > 150);
            Instant began = server.database.now();
            server.server.purge();

            Eventually.until("all is removed", Duration.ofSeconds(60), () -> old(server) == 0);

            Instant done = server.database.now();
            // Told when it fails: how late they were before it began.
            List<Long> before = lateness(server, Instant.EPOCH, began);
            List<Long> meanwhile = lateness(server, began, done);
            assertThat(meanwhile).hasSizeGreaterThan(30);
            assertThat(meanwhile.getLast())
                    .as("before it was " + before.getLast())
                    .isLessThan(1000);
            Eventually.until("it is told", () -> server.log("monitor.log").stream()
                    .anyMatch(line -> line.contains(",PURGED,s1,100000,0,0,0,0,0,")));
        }
    }

    @Test
    void aServerWhosePortForHealthIsTakenSaysWhichKeyToChange() throws IOException {
        DatabaseSettings.MySql shared = TestSchemas.on(MariaDb.shared());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path config = directory.resolve("server.properties");
            Files.write(
                    config,
                    List.of(
                            "database.host = 127.0.0.1",
                            "database.port = " + shared.port(),
                            "database.schema = " + shared.schema(),
                            "database.user = root",
                            "database.password =",
                            "database.tls = DISABLED",
                            "link.port = 9",
                            "http.port = " + taken.getLocalPort(),
                            "log.directory = " + directory.resolve("logs")));
            StringWriter told = new StringWriter();
            CommandLine command = new CommandLine(new ServerMain());
            command.setErr(new PrintWriter(told));
            command.setOut(new PrintWriter(new StringWriter()));

            assertThat(command.execute("--config", config.toString(), "--migrate"))
                    .isEqualTo(1);
            assertThat(told.toString()).contains("127.0.0.1:" + taken.getLocalPort(), "http.port");
        }
    }

    private static long old(TestServer server) {
        return server.database.call(
                handle -> handle.createQuery("select count(*) from trigger_record where job_id > 1000000")
                        .mapTo(Long.class)
                        .one());
    }

    /// In milliseconds, the least late first.
    private static List<Long> lateness(TestServer server, Instant from, Instant to) {
        return server.database.call(handle -> handle.createQuery(
                        """
                        select fired_at - due_at from trigger_record
                        where fired_at is not null and due_at >= :from and due_at < :to and job_id < 1000000
                        order by 1""")
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .mapTo(Long.class)
                .list());
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    private static HttpResponse<String> get(TestServer server, String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.server.httpPort().orElseThrow() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
