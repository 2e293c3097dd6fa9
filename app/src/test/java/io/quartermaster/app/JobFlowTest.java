package io.quartermaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.store.Database;
import io.quartermaster.store.SaveResult;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a job after it was made: edited, copied, edited by two at once, deleted; by mouse and keyboard.
class JobFlowTest {
    private static final InstanceId INSTANCE = new InstanceId("000001");

    @TempDir
    Path home;

    private @Nullable LiveConsole console;

    @BeforeEach
    void open() {
        console = LiveConsole.open(home).attach(LiveConsole.Work.hello());
    }

    @AfterEach
    void close() throws Exception {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void aJobIsEditedCopiedSavedByTwoAtOnceAndDeletedForAReason() {
        LiveConsole on = Objects.requireNonNull(console);
        Ui ui = on.ui();
        on.newJob("greeting", "hello");
        ui.type("#job-cron", "0 0 2 * * ?");
        on.save();
        on.awaitRows("#jobs-table", 1);
        edit(on);
        duplicate(on);
        staleSave(on);
        delete(on);
    }

    private static void edit(LiveConsole on) {
        Ui ui = on.ui();
        on.select("greeting");
        ui.click("#action-jobs-edit");
        ui.awaitText("#job-save-reason", text -> !text.isBlank());
        ui.type("#job-cron", "0 30 2 * * ?");
        on.save();
        on.awaitShown("#job-inspector", "0 30 2 * * ?");
    }

    private static void duplicate(LiveConsole on) {
        Ui ui = on.ui();
        on.command("Duplicate");
        assertThat(ui.text("#job-name")).isEqualTo("greeting copy");
        Pictures.take(ui, "flow-duplicate");
        on.save();
        on.awaitShown("#job-inspector", "greeting copy");
    }

    @Test
    void aFormThatWasSavedLeavesTheNextOneAlone() {
        LiveConsole on = Objects.requireNonNull(console);
        Ui ui = on.ui();
        on.newJob("first", "hello");
        ui.type("#job-cron", "0 0 2 * * ?");
        on.save();
        on.newJob("second", "hello");
        ui.click("#action-shell-language");
        assertThat(ui.text("#job-name")).isEqualTo("second");
    }

    private static void staleSave(LiveConsole on) {
        Ui ui = on.ui();
        on.select("greeting copy");
        ui.click("#action-jobs-edit");
        ui.type("#job-description", "mine");
        ui.type("#job-cron", "0 0 3 * * ?");
        Database database = on.engineDatabase();
        Job before = database.jobs().list(INSTANCE).stream()
                .map(each -> each.job())
                .filter(each -> each.spec().name().equals("greeting copy"))
                .findFirst()
                .orElseThrow();
        SaveResult bens = database.jobs()
                .update(
                        before.id(),
                        before.version(),
                        before.spec()
                                .withTrigger(new Trigger.Cron("0 45 2 * * ?", ZoneOffset.UTC))
                                .withZones(new ZoneScope.Named(List.of("CellB"))),
                        false,
                        new Actor("ben", "desk-7"));
        assertThat(bens).isInstanceOf(SaveResult.Saved.class);
        ui.click("#job-save");
        on.awaitShown("#conflict", "ben");
        on.awaitShown("#conflict", "mine");
        on.awaitShown("#conflict", "0 30 2 * * ?");
        on.awaitShown("#conflict", "0 0 3 * * ?");
        on.awaitShown("#conflict", "0 45 2 * * ?");
        Pictures.take(ui, "flow-conflict");
        ui.click("#conflict-back");
        assertThat(ui.text("#job-description")).isEqualTo("mine");
        ui.click("#job-save").click("#conflict-rebase");
        assertThat(ui.text("#job-description")).isEqualTo("mine");
        assertThat(ui.text("#job-cron")).isEqualTo("0 0 3 * * ?");
        assertThat(ui.text("#job-zones")).isEqualTo("CellB");
        on.save();
        on.awaitShown("#job-inspector", "mine");
    }

    private static void delete(LiveConsole on) {
        Ui ui = on.ui();
        on.select("greeting copy");
        ui.press(KeyCode.DELETE);
        ui.type("#dialog-reason", "replaced by greeting");
        Pictures.take(ui, "flow-delete");
        ui.click("#dialog-verb");
        ui.awaitText("#jobs-count", text -> text.startsWith("0 "));
        ui.click("#nav-audit");
        on.awaitShown("#audit-table", "greeting copy");
        ui.click("#audit-table .table-row-cell");
        on.awaitShown("#audit-details", "replaced by greeting");
        on.photograph("flow-deleted");
    }
}
