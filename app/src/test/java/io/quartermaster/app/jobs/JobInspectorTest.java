package io.quartermaster.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.jobs.JobInspectorViewModel.Facts;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Ticker;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Job;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Slots;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.testing.ManualClock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobInspectorTest {
    private final Seeded seeded = new Seeded();
    private final ManualTasks tasks = new ManualTasks();
    private final Texts texts = new Texts(Language.ENGLISH);
    private final JobInspectorViewModel model =
            new JobInspectorViewModel(texts, tasks.tasks(), InstantSource.fixed(Desks.NOW));

    @AfterEach
    void close() {
        seeded.close();
    }

    @Test
    void whatIsPlannedComesFirstAndIsNotExpectedAgain() {
        Job job = seeded.job(
                Seeded.spec("every-second").withTrigger(new Trigger.Cron("* * * * * ?", ZoneId.of("UTC"))), true);
        seeded.schedule(job, Desks.NOW.plusSeconds(3));
        seeded.record(job, Desks.NOW.plusSeconds(2), RunStatus.PLANNED);
        seeded.record(job, Desks.NOW.plusSeconds(1), RunStatus.PLANNED);

        Facts facts = facts();

        assertThat(facts.planned())
                .extracting(TriggerRecord::due)
                .containsExactly(Desks.NOW.plusSeconds(1), Desks.NOW.plusSeconds(2));
        assertThat(facts.ahead().fires())
                .extracting(fire -> fire.at())
                .startsWith(Desks.NOW.plusSeconds(3))
                .doesNotContain(Desks.NOW.plusSeconds(1), Desks.NOW.plusSeconds(2));
    }

    @Test
    void theOwnerIsNamedWithItsSlotAndNobodyIsSaidToBeNobody() {
        Job job = seeded.job("settle-eod");
        seeded.schedule(job, null);
        JobWords words = new JobWords(texts, times(new ManualClock(Desks.NOW)));
        int slot = Slots.of(job.id());
        assertThat(words.ownerLong(facts().listing())).isEqualTo("nobody: slot " + slot + " has no living server");

        seeded.database().run(handle -> {
            handle.execute("insert into slot (slot, home, owner_epoch, revision) values (?, '', 7, 1)", slot);
            handle.execute("insert into server (server_id, epoch, host, zone, link_address, log_directory, version,"
                    + " started_at, beat_at, lease_until_at, clock_offset_ms, running, fired)"
                    + " values ('s2', 7, 'h', 'CellA', 'a:1', '/l', '1', 1, 1, 9000000000000, 0, 0, 0)");
        });

        assertThat(words.ownerLong(facts().listing())).isEqualTo("server s2, slot " + slot);
    }

    @Test
    void whenItWasSavedGrowsOlderOnTheScreen() {
        Ui.startToolkit();
        seeded.job("settle-eod");
        Facts facts = facts();
        ManualClock clock = new ManualClock(facts.listing().job().updatedAt());
        Times times = times(clock);
        JobInspector inspector = Ui.onFx(() -> new JobInspector(model, texts, times, (job, record) -> {}));

        assertThat(Ui.onFx(() -> textWith(inspector, "anna"))).startsWith("now");
        clock.advance(Duration.ofMinutes(5));
        Ui.onFx(() -> times.ticker().tick());

        assertThat(Ui.onFx(() -> textWith(inspector, "anna"))).startsWith("5 min ago");
    }

    private static Times times(ManualClock clock) {
        return new Times(new Texts(Language.ENGLISH), new Ticker(clock), ZoneOffset.UTC);
    }

    private Facts facts() {
        model.show(
                seeded.workspace(),
                seeded.database().jobs().list(Seeded.INSTANCE).getFirst());
        tasks.runAll();
        return Objects.requireNonNull(model.factsProperty().get());
    }

    private static String textWith(Node node, String part) {
        if (node instanceof Label label) {
            return label.getText() != null && label.getText().contains(part) ? label.getText() : "";
        }
        Iterable<Node> children = node instanceof JobInspector inspector
                ? java.util.List.of(inspector.getContent())
                : node instanceof Parent parent ? parent.getChildrenUnmodifiable() : java.util.List.of();
        for (Node child : children) {
            String found = textWith(child, part);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }
}
