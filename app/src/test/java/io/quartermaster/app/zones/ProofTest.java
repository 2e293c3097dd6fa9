package io.quartermaster.app.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofTest {
    private static final Instant SWITCHED = Instant.parse("2026-11-21T06:00:00Z");

    @TempDir
    Path logs = Path.of("");

    private final ManualTasks tasks = new ManualTasks();
    private final ManualClock clock = new ManualClock(SWITCHED);
    private final ProofViewModel proof =
            new ProofViewModel(tasks.tasks(), new Texts(Language.ENGLISH), clock, new JobMsgLog(ZoneOffset.UTC));

    @Test
    void aLineForTheTargetAfterTheSwitchProvesIt() throws IOException {
        write("2026-11-21 05:59:59.000,trace-1,job,^zoneName$=CellA");
        ask();
        assertThat(state()).isInstanceOf(Proof.Waiting.class);

        write("2026-11-21 06:00:03.000,trace-2,job,^zoneName$=CellB");
        pulse(Duration.ofSeconds(3));

        assertThat(state()).isInstanceOfSatisfying(Proof.Proved.class, proved -> assertThat(proved.findings())
                .containsExactly(new Finding(
                        "CellA",
                        "CellB",
                        new ProofLine(
                                logs.resolve("job-msg.log"),
                                2,
                                SWITCHED.plusSeconds(3),
                                "2026-11-21 06:00:03.000,trace-2,job,^zoneName$=CellB"),
                        null)));
    }

    @Test
    void aLineForTheSourceTwoSecondsAfterTheSwitchRefutesIt() throws IOException {
        write("2026-11-21 06:00:01.900,trace-1,job,^zoneName$=CellA");
        ask();
        assertThat(state()).isInstanceOf(Proof.Waiting.class);

        write("2026-11-21 06:00:02.100,trace-2,job,^zoneName$=CellA");
        write("2026-11-21 06:00:02.200,trace-3,job,^zoneName$=CellB");
        pulse(Duration.ofSeconds(3));

        assertThat(state()).isInstanceOf(Proof.Refuted.class);
    }

    @Test
    void aLineBeforeEveryServerMustObeyIsNoProofYet() throws IOException {
        write("2026-11-21 06:00:00.500,trace-1,job,^zoneName$=CellB");
        ask();

        assertThat(state()).isInstanceOf(Proof.Waiting.class);
        pulse(Duration.ofMillis(2_100));
        assertThat(state()).isInstanceOf(Proof.Proved.class);
    }

    @Test
    void aLongerNameAndAnotherInstanceAreNotMeant() throws IOException {
        write("2026-11-21 06:00:03.000,trace-1,000001,^zoneName$=CellB2");
        write("2026-11-21 06:00:04.000,trace-2,000002,^zoneName$=CellB");
        ask();
        pulse(Duration.ofSeconds(5));

        assertThat(state()).isInstanceOf(Proof.Waiting.class);
    }

    @Test
    void whenNothingFiresItSaysSoAfterAMinute() throws IOException {
        write("2026-11-21 05:00:00.000,trace-1,job,^zoneName$=CellB");
        ask();
        pulse(Duration.ofSeconds(30));
        assertThat(state()).isEqualTo(new Proof.Waiting(logs, 0.5, false));

        pulse(Duration.ofSeconds(30));

        assertThat(state()).isInstanceOf(Proof.NothingFired.class);
    }

    @Test
    void itCanBeStopped() throws IOException {
        write("");
        ask();

        proof.stop();
        pulse(Duration.ofSeconds(1));

        assertThat(state()).isEqualTo(new Proof.Stopped());
    }

    @Test
    void aFreshServerHasNoFileYetAndItIsWaitedFor() throws IOException {
        ask();
        pulse(Duration.ofSeconds(1));

        assertThat(state()).isInstanceOfSatisfying(Proof.Waiting.class, waiting -> assertThat(waiting.fresh())
                .isTrue());
        pulse(Duration.ofSeconds(60));
        assertThat(state()).isInstanceOfSatisfying(Proof.NothingFired.class, nothing -> assertThat(nothing.fresh())
                .isTrue());

        write("");
        ask();
        pulse(Duration.ofSeconds(60));
        assertThat(state()).isInstanceOfSatisfying(Proof.NothingFired.class, nothing -> assertThat(nothing.fresh())
                .isFalse());
    }

    @Test
    void aDirectoryThatIsNotThereIsWrong() {
        proof.ask(question(), logs.resolve("nowhere"));
        tasks.runAll();

        assertThat(state()).isInstanceOf(Proof.Unreadable.class);
    }

    @Test
    void withoutADirectoryItSaysThatTheLogsAreElsewhere() {
        proof.ask(question(), null);

        assertThat(state()).isEqualTo(new Proof.NotHere());
    }

    @Test
    void theEndOfALargeFileIsFoundThroughTheSeamsOfItsBlocks() throws IOException {
        StringBuilder old = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            old.append("2026-11-21 05:59:00.000,trace-").append(i).append(",结算,^zoneName$=CellA\n");
        }
        old.append("2026-11-21T14:00:05.250+08:00,trace-x,结算,^zoneName$=CellB\n");
        for (int i = 0; i < 5_000; i++) {
            old.append("2026-11-21 06:00:06.000,trace-").append(i).append(",结算,^zoneName$=CellC\n");
        }
        Files.writeString(logs.resolve("job-msg.log"), old);

        ProofLine line = new JobMsgLog(ZoneOffset.UTC)
                .newest(logs, new SwitchProof.Wanted("CellB", SWITCHED, Set.of()))
                .orElseThrow();

        assertThat(line.number()).isEqualTo(20_001);
        assertThat(line.at()).isEqualTo(Instant.parse("2026-11-21T06:00:05.250Z"));
        assertThat(line.text()).startsWith("2026-11-21T14:00:05.250+08:00,trace-x,结算");
    }

    private void write(String line) throws IOException {
        Files.writeString(
                logs.resolve("job-msg.log"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void ask() {
        proof.ask(question(), logs);
        tasks.runAll();
    }

    private void pulse(Duration later) {
        clock.advance(later);
        proof.tick();
        tasks.runAll();
    }

    private Proof state() {
        return proof.proofProperty().get();
    }

    private static ProofViewModel.Question question() {
        return new ProofViewModel.Question(
                "000001", new ZoneSwitch(Map.of("CellA", "CellB")), SWITCHED, Set.of("000002"));
    }
}
