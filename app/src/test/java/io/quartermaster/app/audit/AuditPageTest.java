package io.quartermaster.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.DialogLayer;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.ErrorNotice;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Actor;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.InstanceId;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The page in a window, photographed in each of its faces.
class AuditPageTest {
    private static final InstanceId INSTANCE = new InstanceId("000001");
    private static final String BEFORE =
            "{\"name\":\"settle-eod\",\"description\":\"日终结算\",\"trigger\":\"CRON 0 0 2 * * ?\",\"timeZone\":\"Asia/Shanghai\","
                    + "\"retries\":\"0\",\"timeout\":\"PT10M\",\"routing\":\"RANDOM\",\"enabled\":\"true\"}";
    private static final String AFTER =
            BEFORE.replace("0 0 2", "0 30 2").replace("\"retries\":\"0\"", "\"retries\":\"3\"");

    private final Database database = Database.open(new DatabaseSettings.InMemory("audit-" + UUID.randomUUID()), 4);
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private @Nullable Ui ui;
    private @Nullable Desk desk;
    private @Nullable AuditPage page;

    @BeforeEach
    void open() {
        database.schema().migrate();
        ui = Ui.open(stage -> {
            Texts texts = new Texts(Language.ENGLISH);
            DialogLayer dialogs = new DialogLayer(texts, new AnsweringDialogs());
            Desk made = Desks.of(
                    Path.of("target", "audit-window"),
                    texts,
                    dialogs,
                    BackgroundTasks.pooled(new ErrorNotice(texts, dialogs)));
            made.theme().start();
            made.theme().loadFonts();
            AuditPage fresh = new AuditPage(made, workspace);
            StackPane root = new StackPane(fresh.view(), dialogs);
            root.getStyleClass().add("main-window");
            Scene scene = new Scene(root, 1_000, 700);
            made.theme().apply(scene);
            stage.setScene(scene);
            fresh.activate();
            desk = made;
            page = fresh;
        });
    }

    @AfterEach
    void close() {
        Ui.onFx(() -> page().deactivate());
        desk().tasks().close();
        ui().close();
        database.close();
    }

    @Test
    void theFacesBeforeThereIsAnything() {
        Pictures.takeAll(ui(), desk(), "audit-off");
        connect();
        ui().await("the empty face", () -> heading().startsWith("Nobody has changed"));
        Pictures.takeAll(ui(), desk(), "audit-empty");
    }

    @Test
    void aDatabaseThatDoesNotAnswer() {
        database.close();
        connect();
        ui().node("#face-retry");
        Pictures.takeAll(ui(), desk(), "audit-broken");
    }

    @Test
    void theEntrySelectedStaysSelectedWhenANewerOneComes() {
        entries(30);
        connect();
        ui().node("#audit-table");
        ui().await("the entries", () -> table().getItems().size() == 30);
        Ui.onFx(() -> table().getSelectionModel().select(2));
        AuditEntry chosen = Ui.onFx(() -> table().getSelectionModel().getSelectedItem());
        Pictures.takeAll(ui(), desk(), "audit");
        entry("ben", "job.trigger", "job", "recon-hourly", null, null, null);

        Ui.onFx(() -> page().refresh());
        ui().await("the new entry", () -> table().getItems().size() == 31);

        assertThat(Ui.<AuditEntry>onFx(() -> table().getSelectionModel().getSelectedItem()))
                .isEqualTo(chosen);
        assertThat(Ui.<Integer>onFx(() -> table().getSelectionModel().getSelectedIndex()))
                .isEqualTo(3);
    }

    @Test
    void longNamesAndManyEntriesAreCutInTheTableAndWholeBeside() {
        entry("anna", "zone.switch", "config", "switchZone", "incident 7 ".repeat(30), "()", "{\"CellA\":\"CellB\"}");
        entries(400);
        String name = "settle-".repeat(36);
        entry(
                "operator-with-a-very-long-account@settle.example",
                "slot.move",
                "job",
                name,
                "x".repeat(300),
                BEFORE,
                AFTER);
        connect();
        ui().node("#audit-table");
        ui().await("the first page", () -> table().getItems().size() == AuditViewModel.PAGE);
        Ui.onFx(() -> table().getSelectionModel().select(0));
        Pictures.takeAll(ui(), desk(), "audit-overfull");

        Ui.onFx(() -> table().scrollTo(AuditViewModel.PAGE - 1));
        ui().await("the second page", () -> table().getItems().size() > AuditViewModel.PAGE);
    }

    @Test
    void theFilterNarrowsAsOneTypesAndCanBeCleared() {
        entries(30);
        connect();
        ui().type("#audit-filter", "nobody");
        ui().await("nothing found", () -> heading().startsWith("Nothing fits"));
        Pictures.takeAll(ui(), desk(), "audit-nofit");

        ui().click("#audit-clear");
        ui().await("everything again", () -> ui().stage().getScene().getRoot().lookup("#audit-table") != null);
        assertThat(Ui.<String>onFx(
                        () -> ((TextField) ui().stage().getScene().getRoot().lookup("#audit-filter")).getText()))
                .isEmpty();
    }

    private void entries(int count) {
        String[] actions = {"job.update", "job.trigger", "zone.switch", "job.disable", "job.create", "zone.restore"};
        for (int i = 0; i < count; i++) {
            String action = actions[i % actions.length];
            boolean zone = action.startsWith("zone");
            String after = zone ? "{\"CellA\":\"CellB\"}" : action.equals("job.trigger") ? null : AFTER;
            String before = zone || action.equals("job.trigger") || action.equals("job.create") ? null : BEFORE;
            entry(
                    i % 3 == 0 ? "anna" : "王伟",
                    action,
                    zone ? "config" : "job",
                    zone ? "switchZone" : "settle-eod",
                    i % 4 == 0 ? "INC-2026-1121 CellA is dark" : null,
                    before,
                    after);
        }
    }

    private void entry(
            String who,
            String action,
            String kind,
            String name,
            @Nullable String reason,
            @Nullable String before,
            @Nullable String after) {
        database.run(handle -> handle.createUpdate(
                        """
                        insert into audit (happened_at, who, host, instance_id, action, object_kind, object_name, reason,
                          before_json, after_json)
                        values (1795240000000, :who, 'ws-0417', '000001', :action, :kind, :name, :reason, :before, :after)""")
                .bind("who", who)
                .bind("action", action)
                .bind("kind", kind)
                .bind("name", name)
                .bind("reason", reason)
                .bind("before", before)
                .bind("after", after)
                .execute());
    }

    private void connect() {
        Ui.onFx(() ->
                workspace.set(new Workspace(database, INSTANCE, new Actor("anna", "ws-1"), Environment.TEST, null)));
    }

    private String heading() {
        return ui().stage().getScene().getRoot().lookup(".face .subheading")
                        instanceof javafx.scene.control.Labeled labeled
                ? labeled.getText()
                : "";
    }

    @SuppressWarnings("unchecked")
    private TableView<AuditEntry> table() {
        return (TableView<AuditEntry>)
                Objects.requireNonNull(ui().stage().getScene().getRoot().lookup("#audit-table"));
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }

    private AuditPage page() {
        return Objects.requireNonNull(page);
    }
}
