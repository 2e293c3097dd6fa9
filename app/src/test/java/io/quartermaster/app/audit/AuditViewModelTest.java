package io.quartermaster.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.model.Actor;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.topology.run.Verb;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditViewModelTest {
    private static final InstanceId INSTANCE = new InstanceId("000001");
    private static final Actor ANNA = new Actor("anna", "ws-1");
    private static final Actor BEN = new Actor("ben", "ws-2");

    private final Database database = Database.open(new DatabaseSettings.InMemory("audit-" + UUID.randomUUID()), 2);
    private final ManualTasks tasks = new ManualTasks();
    private final Texts texts = new Texts(Language.ENGLISH);
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final AuditViewModel model = new AuditViewModel(
            tasks.tasks(), texts, InstantSource.fixed(Instant.parse("2026-11-21T06:00:00Z")), workspace);

    AuditViewModelTest() {
        database.schema().migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whateverIsDoneToARunHasItsWords() {
        for (Verb verb : Verb.values()) {
            String action = "topology." + verb.name().toLowerCase(Locale.ROOT);
            assertThat(texts.has("audit.action." + action)).as(action).isTrue();
        }
    }

    @Test
    void withoutAConnectionItSaysSo() {
        model.refresh();

        assertThat(model.faceProperty().get()).isEqualTo(new AuditViewModel.Face.NotConnected());
    }

    @Test
    void whereNobodyChangedAnythingItSaysSo() {
        connect();

        assertThat(model.faceProperty().get()).isEqualTo(new AuditViewModel.Face.Empty());
    }

    @Test
    void olderEntriesAreReadPageByPageUntilThereAreNoMore() {
        change(AuditViewModel.PAGE + 50);
        connect();
        assertThat(model.entries()).hasSize(AuditViewModel.PAGE);

        model.more();
        tasks.runAll();
        model.more();
        tasks.runAll();

        assertThat(model.entries()).hasSize(AuditViewModel.PAGE + 50);
        assertThat(model.entries())
                .extracting(AuditEntry::id)
                .isSortedAccordingTo((left, right) -> Long.compare(right, left))
                .doesNotHaveDuplicates();
    }

    @Test
    void newEntriesComeOnTopAndTheOthersStay() {
        change(2);
        connect();
        List<AuditEntry> before = List.copyOf(model.entries());
        database.config().setZoneSwitch(INSTANCE, null, "{\"CellB\":\"CellA\"}", BEN, null);

        model.refresh();
        tasks.runAll();

        assertThat(model.entries()).hasSize(3);
        assertThat(model.entries().subList(1, 3)).isEqualTo(before);
        assertThat(model.entries().getFirst().actor()).isEqualTo(BEN);
    }

    @Test
    void theFilterFindsEntriesThatAreNotLoadedAndActionsByTheirWord() {
        database.config().setZoneSwitch(INSTANCE, null, "{}", BEN, "the oldest");
        database.config().setZoneSwitch(INSTANCE, "{}", null, ANNA, null);
        change(AuditViewModel.PAGE + 2);
        connect();

        model.filterProperty().set("the oldest");
        tasks.runAll();
        assertThat(model.entries()).extracting(AuditEntry::actor).containsExactly(BEN);

        texts.languageProperty().set(Language.CHINESE);
        model.filterProperty().set("回切");
        tasks.runAll();
        assertThat(model.entries()).isNotEmpty().allMatch(entry -> entry.action()
                .equals("zone.restore"));

        model.filterProperty().set("nobody");
        tasks.runAll();
        assertThat(model.faceProperty().get()).isEqualTo(new AuditViewModel.Face.NothingFound());
    }

    @Test
    void anUnknownActionIsShownAsItStands() {
        assertThat(model.words("zone.switch")).isEqualTo("Switched zone");
        assertThat(model.words("slot.move")).isEqualTo("slot.move");
        AuditViewModel.ACTIONS.forEach(action -> assertThat(model.words(action)).isNotEqualTo(action));
    }

    @Test
    void aDatabaseThatGoesAwayLeavesTheEntries() {
        change(2);
        connect();
        database.close();

        model.refresh();
        tasks.runAll();

        assertThat(model.entries()).hasSize(2);
        assertThat(model.staleProperty().get()).isNotNull();
        assertThat(model.faceProperty().get()).isEqualTo(new AuditViewModel.Face.Ready());
    }

    @Test
    void aJobsChangeIsShownFieldByField() {
        assertThat(FieldChange.between(
                        "job", "{\"name\":\"a\",\"retries\":\"1\"}", "{\"name\":\"a\",\"retries\":\"3\"}"))
                .containsExactly(new FieldChange("name", "a", "a"), new FieldChange("retries", "1", "3"));
        assertThat(FieldChange.between("job", null, "{\"name\":\"a\"}"))
                .containsExactly(new FieldChange("name", null, "a"));
        assertThat(FieldChange.between("job", null, null)).isEmpty();
    }

    @Test
    void aZoneRowAndWhatIsNoJsonAreShownAsText() {
        assertThat(FieldChange.between("config", "()", "{\"CellA\":\"CellB\"}"))
                .containsExactly(new FieldChange("", "()", "{\"CellA\":\"CellB\"}"));
        assertThat(FieldChange.between("job", "{\"name\":\"a\"}", "not json"))
                .containsExactly(new FieldChange("", "{\"name\":\"a\"}", "not json"));
    }

    @Test
    void aCopyIsJsonWithBothSidesInIt() {
        database.config().setZoneSwitch(INSTANCE, null, "()", ANNA, null);
        AuditEntry entry = database.audit().page(INSTANCE, null, 1).getFirst();

        assertThat(EntryJson.of(entry))
                .contains(
                        "\"who\" : \"anna\"",
                        "\"after\" : \"()\"",
                        "\"before\" : null",
                        "\"action\" : \"zone.switch\"");
    }

    private void connect() {
        workspace.set(new Workspace(database, INSTANCE, ANNA, Environment.DEV, null));
        model.refresh();
        tasks.runAll();
    }

    /// Switches back and forth, one entry each.
    private void change(int count) {
        String row = null;
        for (int i = 0; i < count; i++) {
            String next = row == null ? "{\"CellA\":\"CellB\"}" : null;
            database.config().setZoneSwitch(INSTANCE, row, next, ANNA, null);
            row = next;
        }
        if (row != null) {
            database.run(handle -> handle.execute("delete from config"));
        }
    }
}
