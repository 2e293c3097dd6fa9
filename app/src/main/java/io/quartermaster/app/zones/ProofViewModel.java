package io.quartermaster.app.zones;

import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.ZoneSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Looks for the lines that prove a switch, once a pulse, until they are there or its patience ends. FX thread only;
/// the files are read in background tasks.
final class ProofViewModel {
    /// Every server obeys a change within this.
    static final Duration OBEYED_WITHIN = Duration.ofSeconds(2);
    /// How long it waits for a message job to fire.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A switch to be proved.
    ///
    /// @param since  when the row was written
    /// @param others the other instances of the database, whose lines do not count
    record Question(String instance, ZoneSwitch zoneSwitch, Instant since, Set<String> others) {
        Question {
            others = Set.copyOf(others);
        }
    }

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final InstantSource clock;
    private final SwitchProof source;
    private final ReadOnlyObjectWrapper<Proof> proof = new ReadOnlyObjectWrapper<>(this, "proof", new Proof.NotAsked());
    private @Nullable Question question;
    private @Nullable Path directory;
    private @Nullable BackgroundTask<?> looking;
    private Instant began = Instant.EPOCH;

    ProofViewModel(BackgroundTasks tasks, Texts texts, InstantSource clock, SwitchProof source) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
        this.source = source;
    }

    ReadOnlyObjectProperty<Proof> proofProperty() {
        return proof.getReadOnlyProperty();
    }

    @Nullable
    Question question() {
        return question;
    }

    /// Begins to look, in `logs`, or says that they are not here.
    void ask(Question asked, @Nullable Path logs) {
        cancelLook();
        question = asked;
        directory = logs;
        began = clock.instant();
        if (logs == null) {
            proof.set(new Proof.NotHere());
        } else {
            proof.set(new Proof.Waiting(logs, 0, false));
            look(asked, logs);
        }
    }

    /// Looks again from the beginning of its patience.
    void again(@Nullable Path logs) {
        if (question != null) {
            ask(question, logs);
        }
    }

    /// The directory looked into last, null when there is none.
    @Nullable
    Path directory() {
        return directory;
    }

    void stop() {
        if (proof.get() instanceof Proof.Waiting) {
            cancelLook();
            proof.set(new Proof.Stopped());
        }
    }

    /// Forgets everything: another switch stands now, or none.
    void forget() {
        cancelLook();
        question = null;
        proof.set(new Proof.NotAsked());
    }

    /// One pulse: looks once more while it waits.
    void tick() {
        if (proof.get() instanceof Proof.Waiting waiting && looking == null && question != null) {
            look(question, waiting.directory());
        }
    }

    private void cancelLook() {
        if (looking != null) {
            looking.cancel();
            looking = null;
        }
    }

    private void look(Question asked, Path logs) {
        BackgroundTask<Found> task = tasks.quietly(texts.live("zones.task.prove"), () -> find(asked, logs));
        looking = task;
        task.onDone(found -> {
            if (question == asked && proof.get() instanceof Proof.Waiting) {
                looking = null;
                proof.set(judge(asked, logs, found));
            }
        });
        task.onFailed(failure -> {
            if (question == asked && proof.get() instanceof Proof.Waiting) {
                looking = null;
                proof.set(new Proof.Unreadable(logs, reason(failure)));
            }
        });
    }

    /// What one look found.
    ///
    /// @param fresh whether the file is not there yet
    private record Found(List<Finding> findings, boolean fresh) {}

    private Proof judge(Question asked, Path logs, Found found) {
        List<Finding> findings = found.findings();
        if (findings.stream().anyMatch(finding -> finding.strayed() != null)) {
            return new Proof.Refuted(findings);
        }
        Duration waited = Duration.between(began, clock.instant());
        // a server that has not obeyed yet would show only in a moment
        boolean settled = waited.compareTo(OBEYED_WITHIN) > 0
                || Duration.between(asked.since(), began).compareTo(OBEYED_WITHIN) > 0;
        if (settled && !found.fresh() && findings.stream().allMatch(finding -> finding.landed() != null)) {
            return new Proof.Proved(findings);
        }
        if (waited.compareTo(PATIENCE) >= 0) {
            return new Proof.NothingFired(asked.since(), findings, found.fresh());
        }
        return new Proof.Waiting(logs, (double) waited.toMillis() / PATIENCE.toMillis(), found.fresh());
    }

    /// A server makes the file with its first message, so on a fresh one there is a directory and nothing wrong.
    private Found find(Question asked, Path logs) throws IOException {
        try {
            return new Found(findings(asked, logs), false);
        } catch (NoSuchFileException e) {
            if (Files.isDirectory(logs)) {
                return new Found(List.of(), true);
            }
            throw e;
        }
    }

    private List<Finding> findings(Question asked, Path logs) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, String> move : asked.zoneSwitch().moves().entrySet()) {
            String target = asked.zoneSwitch().target(move.getKey());
            Instant obeyed = asked.since().plus(OBEYED_WITHIN);
            findings.add(new Finding(
                    move.getKey(),
                    target,
                    newest(logs, target, asked.since(), asked.others()),
                    newest(logs, move.getKey(), obeyed, asked.others())));
        }
        return findings;
    }

    private @Nullable ProofLine newest(Path logs, String zone, Instant since, Set<String> others) throws IOException {
        return source.newest(logs, new SwitchProof.Wanted(zone, since, others)).orElse(null);
    }

    private String reason(Throwable failure) {
        if (failure instanceof NoSuchFileException) {
            return texts.get("zones.proof.nodirectory");
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
