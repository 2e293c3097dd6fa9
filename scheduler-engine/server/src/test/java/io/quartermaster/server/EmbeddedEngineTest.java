package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedEngineTest {
    @TempDir
    Path directory;

    @Test
    void itStartsFiresAndAnswersWithoutAnyClient() {
        try (EmbeddedEngine engine = start()) {
            Jobs jobs = new Jobs(engine.database());
            Job job = jobs.create(Jobs.simple("nobody", "absent").withTrigger(Jobs.everySecond()));
            Command asked = jobs.triggerNow(job);

            TriggerRecord timed = jobs.next(job, record -> record.status().closed());
            assertThat(timed.status()).isEqualTo(RunStatus.FAILED);
            assertThat(timed.error()).isEqualTo("no target was found");
            Command answer = jobs.answer(asked);
            assertThat(answer.state()).isEqualTo(Command.State.DONE);
            assertThat(answer.record()).isNotNull();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullLogDiskIsReportedAndStopsNothing() throws IOException {
        Path logs = Files.createDirectories(directory.resolve("logs"));
        for (LogBook.Name name : LogBook.Name.values()) {
            Files.createSymbolicLink(logs.resolve(name.file()), Path.of("/dev/full"));
        }
        try (EmbeddedEngine engine = start()) {
            Jobs jobs = new Jobs(engine.database());
            Job job = jobs.create(Jobs.simple("nobody", "absent").withTrigger(Jobs.everySecond()));

            assertThat(jobs.closed(job).status()).isEqualTo(RunStatus.FAILED);
            assertThat(engine.logProblem())
                    .hasValueSatisfying(text -> assertThat(text).contains("No space left"));
        }
    }

    @Test
    void aSecondEngineOnTheSameDirectoryIsRefusedAndTheFirstGoesOn() {
        try (EmbeddedEngine engine = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StoreException.InUse.class)
                    .hasMessageContaining("Another engine");

            assertThat(engine.database().now()).isNotNull();
        }
        start().close();
    }

    @Test
    void itTakesAnotherPortWhenTheUsualOneIsTaken() {
        try (EmbeddedEngine first = start();
                EmbeddedEngine second = EmbeddedEngine.start(
                        EmbeddedSettings.in(directory.resolve("other")).withPort(first.port()))) {
            assertThat(second.port()).isNotEqualTo(first.port()).isPositive();
            assertThat(second.onWantedPort()).isFalse();
        }
    }

    @Test
    void howToAttachIsForThisAccountOnlyAndStaysTheSame() throws IOException {
        Properties once = attached();
        Properties again = attached();

        assertThat(once.stringPropertyNames()).containsExactlyInAnyOrder("address", "instance", "access-key", "secret");
        assertThat(again.getProperty("secret"))
                .isEqualTo(once.getProperty("secret"))
                .hasSizeGreaterThan(40);
        assertThat(Files.getPosixFilePermissions(directory.resolve(EmbeddedEngine.ATTACH_FILE)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void itsDirectoryIsWhereThePlatformKeepsSuchThings() {
        assertThat(DataDirectory.usual("Linux", "/home/a", Map.of()))
                .isEqualTo(Path.of("/home/a/.local/share/quartermaster/engine"));
        assertThat(DataDirectory.usual("Linux", "/home/a", Map.of("XDG_DATA_HOME", "/data")))
                .isEqualTo(Path.of("/data/quartermaster/engine"));
        assertThat(DataDirectory.usual("Mac OS X", "/Users/a", Map.of()))
                .isEqualTo(Path.of("/Users/a/Library/Application Support/Quartermaster/engine"));
        assertThat(DataDirectory.usual("Windows 11", "/u", Map.of("LOCALAPPDATA", "/u/local")))
                .isEqualTo(Path.of("/u/local/Quartermaster/engine"));
    }

    @Test
    void aOneTimeJobFiresOnceAlthoughTheEngineStartsAgain() {
        Job job;
        try (EmbeddedEngine engine = start()) {
            Jobs jobs = new Jobs(engine.database());
            job = jobs.create(Jobs.simple("once", "absent")
                    .withTrigger(
                            new Trigger.OneTime(engine.database().now().plusMillis(500), java.time.ZoneId.of("UTC"))));
            jobs.next(job, record -> record.status().closed());
        }
        try (EmbeddedEngine engine = start()) {
            Jobs jobs = new Jobs(engine.database());
            Job other = jobs.create(Jobs.simple("other", "absent"));
            jobs.answer(jobs.triggerNow(other));
            jobs.next(other, record -> record.status().closed());

            assertThat(jobs.records(job)).hasSize(1);
            assertThat(engine.database().jobs().list(EmbeddedEngine.INSTANCE))
                    .filteredOn(row -> row.job().id().equals(job.id()))
                    .allSatisfy(row -> assertThat(row.nextDue()).isNull());
        }
    }

    private Properties attached() throws IOException {
        try (EmbeddedEngine engine = start()) {
            Properties properties = new Properties();
            try (var in = Files.newBufferedReader(engine.dataDirectory().resolve(EmbeddedEngine.ATTACH_FILE))) {
                properties.load(in);
            }
            assertThat(properties.getProperty("address")).isEqualTo("127.0.0.1:" + engine.port());
            return properties;
        }
    }

    private EmbeddedEngine start() {
        return EmbeddedEngine.start(EmbeddedSettings.in(directory).withPort(0));
    }

    static List<String> lines(EmbeddedEngine engine, String file) {
        try {
            Path path = engine.logDirectory().resolve(file);
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
