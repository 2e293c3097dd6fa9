package io.quartermaster.message.rocketmq;

import io.quartermaster.model.Actor;
import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.Cadence;
import io.quartermaster.server.SchedulerServer;
import io.quartermaster.server.SchedulerSettings;
import io.quartermaster.server.link.LinkSettings;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.store.SaveResult;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/// A scheduler server on a database in memory, whose messages go through a channel.
final class SendingServer implements AutoCloseable {
    private static final InstanceId INSTANCE = new InstanceId("000001");
    private static final Actor ANNA = new Actor("anna", "ws-1");

    private final Database database;
    private final SchedulerServer server;

    private SendingServer(Database database, SchedulerServer server) {
        this.database = database;
        this.server = server;
    }

    static SendingServer start(Path logs, MessageChannel channel) {
        Database database = Database.open(new DatabaseSettings.InMemory("sending-" + UUID.randomUUID()), 10);
        database.schema().migrate();
        SchedulerSettings settings = new SchedulerSettings(
                "main", false, "s1", "CellA", "127.0.0.1", LinkSettings.loopback(), logs, Cadence.USUAL);
        SchedulerServer server = SchedulerServer.start(database, settings, InstantSource.system(), channel);
        Eventually.until("it has slots", () -> server.slots() > 0);
        return new SendingServer(database, server);
    }

    Job messageJob(String eventCode) {
        JobSpec spec =
                JobSpec.blank(INSTANCE).withName("job of " + eventCode).withTarget(JobType.MESSAGE, "", eventCode);
        return ((SaveResult.Saved) database.jobs().create(spec, true, ANNA)).job();
    }

    TriggerRecord fire(Job job) {
        Command asked = database.commands()
                .ask(job, Command.Kind.TRIGGER_NOW, UUID.randomUUID().toString(), ANNA);
        server.look();
        RecordId id = Eventually.given(
                "it is answered",
                () -> database.commands().find(asked.id()).map(Command::record).orElse(null));
        return database.records().find(id).orElseThrow();
    }

    void awaitStatus(TriggerRecord record, RunStatus status) {
        Eventually.until(
                record.id() + " is " + status,
                MessageChannelContract.PATIENCE,
                () -> database.records().find(record.id()).orElseThrow().status() == status);
    }

    List<String> log(String file) throws IOException {
        Path path = server.logDirectory().resolve(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
