package io.quartermaster.server;

import io.quartermaster.client.LinkTimings;
import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.server.link.LinkSettings;
import io.quartermaster.server.message.InProcessQueue;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.server.peer.PeerSettings;
import io.quartermaster.server.watching.WatchSettings;
import io.quartermaster.store.AccessKeyRepository;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A real server on a real database, with short times, for tests.
final class TestServer implements AutoCloseable {
    static final Cadence QUICK = new Cadence(
            Duration.ofMillis(2400),
            Duration.ofMillis(150),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofMillis(700),
            Duration.ofSeconds(1));
    static final LinkTimings TIMINGS = new LinkTimings(
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            Duration.ofMillis(50),
            Duration.ofMillis(300),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1));

    static final PeerSettings PEERS = PeerSettings.loopback()
            .withTimings(new PeerSettings.Timings(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(3),
                    Duration.ofMillis(50),
                    Duration.ofMillis(300),
                    Duration.ofMillis(300)));

    final Database database;
    final InProcessQueue messages = new InProcessQueue(100);
    final SchedulerServer server;
    final AccessKeyRepository.Key key;
    final Path logs;

    private TestServer(
            DatabaseSettings settings,
            String id,
            @Nullable String ownZone,
            Path directory,
            WatchSettings watching,
            @Nullable MessageChannel channel) {
        database = Database.open(settings, 10);
        if (!(database.schema().inspect() instanceof io.quartermaster.store.Schema.State.Current)) {
            database.schema().migrate();
        }
        key = database.accessKeys().list().stream().findFirst().orElseGet(() -> {
            AccessKeyRepository.Key made = NewKey.of(Jobs.INSTANCE, new SecureRandom());
            database.accessKeys().add(made);
            return made;
        });
        logs = directory.resolve(id);
        server = SchedulerServer.start(
                database,
                new SchedulerSettings(
                                "main",
                                ownZone != null,
                                id,
                                ownZone == null ? "CellA" : ownZone,
                                "127.0.0.1",
                                LinkSettings.loopback(),
                                logs,
                                QUICK)
                        .withPeers(PEERS)
                        .withWatching(watching),
                InstantSource.system(),
                channel == null ? messages : channel);
    }

    static TestServer start(DatabaseSettings settings, String id, Path directory) {
        return watching(settings, id, directory, WatchSettings.USUAL);
    }

    /// One that watches itself that way.
    static TestServer watching(DatabaseSettings settings, String id, Path directory, WatchSettings how) {
        return new TestServer(settings, id, null, directory, how, null);
    }

    /// One of a cluster in which every zone leads itself.
    static TestServer startIn(DatabaseSettings settings, String id, String zone, Path directory) {
        return new TestServer(settings, id, zone, directory, WatchSettings.USUAL, null);
    }

    /// One with a broker.
    static TestServer sending(DatabaseSettings settings, String id, Path directory, MessageChannel channel) {
        return new TestServer(settings, id, null, directory, WatchSettings.USUAL, channel);
    }

    TestServer leading() {
        Eventually.until("the server leads", server::leads);
        Eventually.until("the server has slots", () -> server.slots() > 0);
        return this;
    }

    Jobs jobs() {
        return new Jobs(database);
    }

    /// A connected client of `application` in `zone`, linked to this server and to `others`.
    SchedulerClient client(String application, String zone, List<TestServer> others, IJobHandler... handlers) {
        return client(application, zone, others, false, handlers);
    }

    /// One that reads items for others, and processes what others read.
    SchedulerClient remoteClient(String application, String zone, IJobHandler... handlers) {
        return client(application, zone, List.of(), true, handlers);
    }

    private SchedulerClient client(
            String application, String zone, List<TestServer> others, boolean remote, IJobHandler... handlers) {
        var builder = SchedulerClient.builder()
                .application(application)
                .instance(Jobs.INSTANCE.value())
                .accessKey(key.accessKey())
                .secret(key.secret())
                .zone(zone)
                .remoteExecute(remote)
                .timings(TIMINGS)
                .closeGrace(Duration.ofMillis(200))
                .server("127.0.0.1:" + server.port())
                .handlers(List.of(handlers));
        others.forEach(other -> builder.server("127.0.0.1:" + other.server.port()));
        int before = links(application);
        SchedulerClient client = builder.build();
        client.start();
        Eventually.until(
                application + " is connected",
                () -> links(application) > before + others.size() && server.knows(application));
        return client;
    }

    private int links(String application) {
        return database.call(handle -> handle.createQuery(
                        "select count(*) from client_session where application = :name and disconnected_at is null")
                .bind("name", application)
                .mapTo(Integer.class)
                .one());
    }

    SchedulerClient client(String application, String zone, IJobHandler... handlers) {
        return client(application, zone, List.of(), handlers);
    }

    List<String> log(String file) {
        try {
            Path path = logs.resolve(file);
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        release();
    }

    /// Ends the server as a kill would.
    void die() {
        server.die();
        release();
    }

    private void release() {
        messages.close();
        database.close();
    }
}
