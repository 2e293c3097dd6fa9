package io.quartermaster.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Trigger;
import io.quartermaster.store.JobListing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jobs page used by a robot, over a real database.
class JobsPageTest {
    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final List<JobId> opened = new ArrayList<>();
    private @Nullable Ui ui;
    private @Nullable JobsPage page;
    private @Nullable Desk desk;

    @BeforeEach
    void open() {
        workspace.set(seeded.workspace());
        ui = Ui.open(stage -> {
            BackgroundTasks tasks = BackgroundTasks.pooled(failure -> {
                throw new AssertionError("unheard", failure);
            });
            desk = Desks.of(home, new Texts(Language.ENGLISH), dialogs, tasks);
            desk.theme().start();
            desk.theme().loadFonts();
            page = new JobsPage(desk, workspace, (job, name, record) -> opened.add(job));
            Scene scene = new Scene(new StackPane(page.view()), 944, 640);
            desk.theme().apply(scene);
            stage.setScene(scene);
            page.activate();
        });
    }

    @AfterEach
    void close() {
        Ui.onFx(page()::deactivate);
        ui().close();
        Objects.requireNonNull(desk).tasks().close();
        seeded.close();
    }

    @Test
    void aJobIsCreatedByTypingInTheForm() {
        ui().await("the empty face", () -> page().model().faceProperty().get() == JobsViewModel.Face.EMPTY);
        ui().click(".face-empty #action-jobs-new");
        ui().type("#job-name", "settle-eod");
        ui().type("#job-application", "settle-app");
        ui().type("#job-target", "settleHandler");
        ui().type("#job-cron", "0 0 2 * * ?");

        awaitSave();
        ui().click("#job-save");

        ui().await("the row", () -> page().model().shown().size() == 1);
        JobListing saved = seeded.database().jobs().list(Seeded.INSTANCE).getFirst();
        assertThat(saved.job().spec().name()).isEqualTo("settle-eod");
        assertThat(saved.job().spec().trigger()).isInstanceOf(Trigger.Cron.class);
        ui().await("the form to go", () -> !ui().stage()
                .getScene()
                .getRoot()
                .lookupAll("#jobs-table")
                .isEmpty());
        assertThat(page().model().selectedProperty().get()).isNotNull();
    }

    @Test
    void anExpressionThatCannotBeReadSaysSoBesideItsFieldAndBlocksSave() {
        editOne();
        ui().type("#job-cron", "every day");

        ui().awaitText("#error-trigger", text -> text.startsWith("not a cron expression"));
        assertThat(save().isDisabled()).isTrue();
        assertThat(ui().text("#job-save-reason")).startsWith("Trigger: not a cron expression");
    }

    @Test
    void aJobWithUnreadableParametersIsMarkedAndMendedOnlyOnPurpose() {
        Job broken = seeded.job("settle-eod");
        seeded.byHand(broken, "params", "{day: today");
        seeded.job("settle-hourly");
        Ui.onFx(() -> page().model().refresh());
        ui().await("the rows", () -> page().model().shown().size() == 2);
        Ui.onFx(() ->
                page().model().selectedProperty().set(page().model().shown().getFirst()));

        ui().awaitText(
                        "#inspector-unreadable",
                        text -> text.contains("{day: today") && text.contains("not scheduled until that is mended"));
        Pictures.take(ui(), "jobs-unreadable");
        Ui.onFx(() -> Objects.requireNonNull(desk).actions().run("jobs.edit"));
        ui().awaitText("#job-unreadable-text", text -> text.startsWith("Parameters cannot be read: “{day: today”"));
        assertThat(save().isDisabled()).isTrue();
        assertThat(ui().text("#job-save-reason")).startsWith("Parameters: what is stored cannot be read");
        Pictures.take(ui(), "jobs-unreadable-form");

        ui().click("#job-unreadable-replace");
        awaitSave();
        ui().click("#job-save");

        ui().await("it to be sound", () -> seeded.database().jobs().list(Seeded.INSTANCE).stream()
                .allMatch(row -> row.job().sound()));
    }

    @Test
    void theNextFiveFiresShowWhileTyping() {
        editOne();
        ui().type("#job-cron", "0 30 4 * * ?");

        ui().await("five fires", () -> firesShown().size() == 5);
        assertThat(firesShown())
                .startsWith("2026-11-22 04:30:00", "2026-11-23 04:30:00")
                .hasSize(5);
    }

    @Test
    void aSaveOverANewerSaveShowsBothAndKeepsMine() {
        Job job = editOne();
        ui().type("#job-description", "mine");
        seeded.bensSave(job, Seeded.spec("settle-eod").withTrigger(new Trigger.Event()));
        awaitSave();
        ui().click("#job-save");

        ui().node("#conflict");
        ui().click("#conflict-rebase");
        awaitSave();
        ui().click("#job-save");

        ui().await("the table", () -> !ui().stage()
                .getScene()
                .getRoot()
                .lookupAll("#jobs-table")
                .isEmpty());
        Job saved = seeded.database().jobs().find(job.id()).orElseThrow();
        assertThat(saved.spec().description()).isEqualTo("mine");
        assertThat(saved.spec().trigger()).isEqualTo(new Trigger.Event());
        assertThat(saved.version()).isEqualTo(3);
    }

    @Test
    void escapeAsksBeforeItLosesSomething() {
        editOne();
        dialogs.sayNo();
        ui().type("#job-description", "mine");
        ui().press(KeyCode.ESCAPE);

        assertThat(dialogs.asked()).hasSize(1);
        assertThat(dialogs.asked().getFirst().verb()).isEqualTo("Discard changes");
        assertThat(ui().isShown("#job-editor")).isTrue();
    }

    @Test
    void deleteAsksByNameAndThenDeletes() {
        Job job = seeded.job("settle-eod");
        select();
        ui().press(KeyCode.DELETE);

        ui().await("the job to go", () -> page().model().shown().isEmpty());
        assertThat(dialogs.asked().getFirst().title()).isEqualTo("Delete job settle-eod?");
        assertThat(dialogs.asked().getFirst().verb()).isEqualTo("Delete");
        assertThat(seeded.database().jobs().find(job.id())).isEmpty();
    }

    @Test
    void aRunningJobIsNotDeletedAndTheTextIsTheOneRunbooksKnow() {
        Job job = seeded.job("settle-eod");
        seeded.record(job, Desks.NOW, RunStatus.EXECUTING);
        select();
        ui().press(KeyCode.DELETE);

        ui().await("the refusal", () -> !dialogs.errors().isEmpty());
        assertThat(dialogs.errors().getFirst().cause()).isEqualTo("can not delete running job");
        assertThat(seeded.database().jobs().find(job.id())).isPresent();
    }

    @Test
    void nothingIsWrittenOnAReadOnlyConnection() {
        Job job = seeded.job("settle-eod");
        select();
        Ui.onFx(() ->
                Objects.requireNonNull(desk).actions().writesBlockedProperty().set("read-only"));
        ui().press(KeyCode.DELETE);

        assertThat(dialogs.asked()).isEmpty();
        assertThat(seeded.database().jobs().find(job.id())).isPresent();
    }

    @Test
    void tenThousandJobsOpenAndFilterQuickly() {
        manyJobs();
        long start = System.nanoTime();
        Ui.onFx(() -> page().refresh());
        ui().await("the jobs", () -> page().model().shown().size() == 10_000);
        long open = System.nanoTime();
        ui().click("#jobs-filter");
        long longest = 0;
        for (String typed : List.of("j", "jo", "job", "job-", "job-9", "job-99", "job-999", "job-9999")) {
            longest = Math.max(longest, Ui.onFx(() -> {
                long before = System.nanoTime();
                page().model().filterProperty().set(typed);
                ui().stage().getScene().getRoot().applyCss();
                ui().stage().getScene().getRoot().layout();
                return System.nanoTime() - before;
            }));
        }
        System.out.printf(
                "10,000 jobs on screen: open %d ms, slowest keystroke %d ms%n",
                (open - start) / 1_000_000, longest / 1_000_000);
        assertThat(page().model().shown()).hasSize(1);
    }

    @Test
    void selectionAndScrollSurviveARefresh() {
        manyJobs();
        Ui.onFx(() -> page().refresh());
        ui().await("the jobs", () -> page().model().shown().size() == 10_000);
        TableView<?> table = (TableView<?>) ui().node("#jobs-table");
        Ui.onFx(() -> {
            table.scrollTo(5_000);
            table.getSelectionModel().select(5_003);
        });
        ui().pulses(3);
        Object selected = Ui.onFx(() -> table.getSelectionModel().getSelectedItem());
        Object first = firstInSight(table);

        seeded.job("aaa before all");
        Ui.onFx(() -> page().refresh());
        ui().await("the new job", () -> page().model().shown().size() == 10_001);
        ui().pulses(3);

        assertThat(Ui.onFx(() -> table.getSelectionModel().getSelectedItem())).isSameAs(selected);
        assertThat(firstInSight(table)).isSameAs(first);
    }

    private static Object firstInSight(TableView<?> table) {
        return Ui.onFx(() -> {
            var flow = (javafx.scene.control.skin.VirtualFlow<?>) table.lookup(".virtual-flow");
            return table.getItems().get(flow.getFirstVisibleCell().getIndex());
        });
    }

    private void manyJobs() {
        seeded.database().run(handle -> {
            var batch = handle.prepareBatch(
                    """
                    insert into job (instance_id, name, group_name, description, job_type, application, target, trigger_kind,
                      cron, time_zone, missed, timeout_ms, on_timeout, retries, back_off_ms, exclusive_run, communication,
                      routing, params, enabled, version, updated_by, updated_at)
                    values ('000001', :name, 'eod', '', 'SIMPLE', 'settle-app', 'settleHandler', 'CRON', '0 0 2 * * ?',
                      'UTC', 'IGNORE', 0, 'MARK', 0, 0, 0, 'CALLBACK', 'RANDOM', '[]', 1, 1, 'anna', 0)""");
            for (int i = 0; i < 10_000; i++) {
                batch.bind("name", "job-" + i).add();
            }
            batch.execute();
        });
    }

    private Job editOne() {
        Job job = seeded.job("settle-eod");
        select();
        ui().press(KeyCode.ENTER);
        ui().node("#job-editor");
        ui().await("the times", () -> firesShown().size() == 5);
        return job;
    }

    private void select() {
        Ui.onFx(() -> page().refresh());
        ui().await("the row", () -> page().model().shown().size() == 1);
        ui().pulses(2);
        ui().click(".table-row-cell");
        ui().await("the selection", () -> page().model().selectedProperty().get() != null);
    }

    private List<String> firesShown() {
        List<String> times = new ArrayList<>();
        ui().stage()
                .getScene()
                .getRoot()
                .lookupAll(".fires-at")
                .forEach(node -> times.add(((javafx.scene.control.Label) node).getText()));
        return times;
    }

    private void awaitSave() {
        Button save = save();
        ui().await("Save", () -> !save.isDisabled());
    }

    private Button save() {
        return (Button) ui().node("#job-save");
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }

    private JobsPage page() {
        return Objects.requireNonNull(page);
    }
}
