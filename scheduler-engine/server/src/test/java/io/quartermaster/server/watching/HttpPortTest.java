package io.quartermaster.server.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.client.ServerAddress;
import io.quartermaster.client.ServerPlace;
import io.quartermaster.client.ServerRegistry;
import io.quartermaster.model.InstanceId;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.store.engine.Overlooked.Found;
import io.quartermaster.store.engine.Overlooked.Kind;
import io.quartermaster.testing.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpPortTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final WatchSettings.HttpAddress ANY = new WatchSettings.HttpAddress("127.0.0.1", 0);

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Vitals vitals = vitals(new Vitals.Standing(true, true, false, false, 512, 3));
    private volatile List<String> silent = List.of();
    private volatile List<Found> found = List.of();
    private final Meters meters = new Meters(() -> vitals, () -> found);
    private HttpPort port = open();

    @BeforeEach
    void serve() {
        port.serve(new Health(() -> vitals, () -> silent, () -> found), meters);
    }

    @AfterEach
    void close() {
        port.close();
        meters.close();
        client.close();
    }

    @Test
    void aServerThatDoesItsPartIsAliveAndReady() {
        assertThat(get("/health").statusCode()).isEqualTo(200);
        HttpResponse<String> ready = get("/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(ready.body())
                .contains("\"status\":\"ready\"", "\"server\":\"s1\"", "\"slots\":512", "\"against\":[]");
    }

    @Test
    void aLoopThatDoesNotGoOnIsNamed() {
        silent = List.of("engine-plan");

        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).contains("the loop engine-plan does not go on");
        assertThat(get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void aServerThatDoesNotFireWhatItHasArmedIsNotAlive() {
        vitals = new Vitals(
                vitals.server(),
                vitals.counts(),
                new Vitals.Depths(1, 0, 0, 0, NOON.minusSeconds(61)),
                vitals.base(),
                vitals.standing());

        assertThat(get("/health").statusCode()).isEqualTo(503);
    }

    @Test
    void aServerWithoutTheDatabaseIsAliveButNotReady() {
        vitals = vitals(new Vitals.Standing(false, false, false, false, 0, 3));

        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/ready").body()).contains("the database does not answer");
    }

    @Test
    void aServerWithoutSlotsIsReadyAsLongAsSomebodyLeadsAndItDoesNotDrain() {
        vitals = vitals(new Vitals.Standing(true, true, false, false, 0, 0));
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        vitals = vitals(new Vitals.Standing(true, false, false, false, 0, 0));
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        vitals = vitals(new Vitals.Standing(true, true, false, true, 12, 0));
        assertThat(get("/ready").body()).contains("it is draining");
    }

    @Test
    void whatIsOverlookedIsToldWithoutCallingTheServerDead() {
        found = List.of(new Found(Kind.NOT_FIRED, 7, new InstanceId("000001"), "settle", NOON));

        HttpResponse<String> health = get("/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body())
                .contains("{\"kind\":\"NOT_FIRED\",\"count\":7,\"job\":\"settle\",\"since\":\"2026-11-21T12:00:00Z\"}");
        assertThat(get("/metrics").body()).contains("quartermaster_overlooked{kind=\"not_fired\"} 7.0");
    }

    @Test
    void prometheusReadsEveryFigure() {
        meters.late(Duration.ofMillis(3));
        meters.late(Duration.ofMillis(1500));

        HttpResponse<String> metrics = get("/metrics");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.body().lines())
                .contains(
                        "quartermaster_fired_total 100.0",
                        "quartermaster_late_total 2.0",
                        "quartermaster_skipped_total 3.0",
                        "quartermaster_failed_total 4.0",
                        "quartermaster_lateness_seconds_bucket{le=\"0.005\"} 1",
                        "quartermaster_lateness_seconds_bucket{le=\"+Inf\"} 2",
                        "quartermaster_armed 5.0",
                        "quartermaster_running 6.0",
                        "quartermaster_ledger_queue 7.0",
                        "quartermaster_story_queue 8.0",
                        "quartermaster_database_round_trip_seconds 0.002",
                        "quartermaster_clock_offset_seconds -0.013",
                        "quartermaster_slots 512.0",
                        "quartermaster_member 1.0",
                        "quartermaster_leader 0.0",
                        "quartermaster_sessions 3.0")
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .anyMatch(line -> line.startsWith("jvm_threads_live_threads"))
                .anyMatch(line -> line.startsWith("jvm_gc_"));
    }

    @Test
    void clientsReadWhichServersThereAreUnlessThatCannotBeKnown() throws IOException {
        assertThat(get("/servers").statusCode()).isEqualTo(200);
        try (HttpPort listing = open()) {
            listing.serve(
                    new Health(() -> vitals, () -> silent, () -> found),
                    meters,
                    () -> found.isEmpty() ? List.of("s1:9001 CellA", "s2:9001 CellB") : unknown());
            ServerRegistry registry = ServerRegistry.of("http://127.0.0.1:" + listing.port() + "/servers");
            assertThat(registry.servers())
                    .containsExactly(
                            new ServerPlace(new ServerAddress("s1", 9001), "CellA"),
                            new ServerPlace(new ServerAddress("s2", 9001), "CellB"));
            found = List.of(new Found(Kind.NOT_FIRED, 7, new InstanceId("000001"), "settle", NOON));
            assertThatThrownBy(registry::servers)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("500");
        }
    }

    private static List<String> unknown() {
        throw new IllegalStateException("the database is away");
    }

    @Test
    void otherPathsAndOtherMethodsAreRefused() {
        for (String path : List.of("/", "/healthz", "/health/", "/metrics/x", "/../ready", "/HEALTH")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (String path : List.of("/health", "/ready", "/metrics", "/servers")) {
            HttpResponse<String> posted = send(to(path).POST(BodyPublishers.ofString("x=1")));
            assertThat(posted.statusCode()).isEqualTo(405);
            assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
        }
        assertThat(send(to("/health").DELETE()).statusCode()).isEqualTo(405);
        assertThat(send(to("/nothing").DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void aHeadHasTheStatusWithoutTheText() {
        HttpResponse<String> head = send(to("/ready").method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aQueryIsLetPass() {
        assertThat(get("/health?verbose=1").statusCode()).isEqualTo(200);
    }

    @Test
    void whoSendsRubbishIsRefusedAndTheNextIsAnswered() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write("\0\1 rubbish\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain(" 200 ");
        }
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void callersThatSayNothingKeepNobodyFromBeingAnswered() throws IOException {
        List<Socket> silentOnes = new java.util.ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                silentOnes.add(new Socket(InetAddress.getLoopbackAddress(), port.port()));
            }
            assertThat(get("/health").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : silentOnes) {
                socket.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsKey() {
        WatchSettings.HttpAddress taken = new WatchSettings.HttpAddress("127.0.0.1", port.port());

        assertThatThrownBy(() -> HttpPort.bind(taken, log()))
                .isInstanceOf(PortTaken.class)
                .hasMessageContaining("http.port")
                .hasMessageContaining("127.0.0.1:" + port.port());
        assertThatThrownBy(() -> HttpPort.bind(new WatchSettings.HttpAddress("no.such.host.invalid", 0), log()))
                .isInstanceOf(PortTaken.class)
                .hasMessageContaining("http.bind");
    }

    private HttpPort open() {
        return HttpPort.bind(ANY, LogBook.open(Path.of("target", "http-port-test"), new ManualClock(NOON)));
    }

    private LogBook log() {
        return LogBook.open(directory, new ManualClock(NOON));
    }

    private HttpResponse<String> get(String path) {
        return send(to(path).GET());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + path))
                .timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Vitals vitals(Vitals.Standing standing) {
        return new Vitals(
                "s1",
                new Vitals.Counts(100, 2, 3, 4),
                new Vitals.Depths(5, 6, 7, 8, NOON.minusSeconds(1)),
                new Vitals.Base(Duration.ofMillis(2), NOON, Duration.ofMillis(-13), false, Duration.ofSeconds(1)),
                standing);
    }
}
