package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.diagnosis.Diagnosis;
import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiConsumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Header, filter, table and inspector of the jobs page. FX thread only.
final class JobsView extends VBox {
    /// Below this width the table needs what the inspector can spare.
    private static final double ROOMY = 1_100;

    private final Desk desk;
    private final Texts texts;
    private final Times times;
    private final JobsViewModel model;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final JobsTable table;
    private final JobInspector inspector;
    private final TextField filter = new TextField();
    private final Label count = new Label();
    private final PageHeader header;
    private final NoticeBar notice;
    private final Faces faces;

    JobsView(
            Desk desk,
            JobsViewModel model,
            JobInspectorViewModel inspected,
            ObservableValue<@Nullable Workspace> workspace,
            BiConsumer<JobId, @Nullable RecordId> open) {
        this.desk = desk;
        this.texts = desk.texts();
        this.times = desk.times();
        this.model = model;
        this.workspace = workspace;
        this.table = new JobsTable(model, texts, times, desk.state());
        this.inspector = new JobInspector(inspected, texts, times, open);
        inspector.onDiagnose(record -> {
            Workspace in = workspace.getValue();
            if (in != null) {
                Diagnosis.open(desk, in, record);
            }
        });
        this.notice = new NoticeBar(texts, open::accept);
        this.header = header();
        HBox body = new HBox(table, inspector);
        HBox.setHgrow(table, Priority.ALWAYS);
        inspector
                .prefWidthProperty()
                .bind(body.widthProperty()
                        .map(width -> width.doubleValue() < ROOMY ? JobInspector.NARROW : JobInspector.WIDTH));
        inspector.managedProperty().bind(inspector.visibleProperty());
        inspector.visibleProperty().bind(model.selectedProperty().isNotNull());
        this.faces = new Faces(texts, body);
        faces.getStyleClass().add("page-body");
        VBox.setVgrow(faces, Priority.ALWAYS);
        getChildren().setAll(header, notice, filterBar(), faces);
        rowActions();
        listen();
    }

    static String sheet() {
        String file = "/io/quartermaster/ui/css/jobs.css";
        return Objects.requireNonNull(JobsView.class.getResource(file), file).toExternalForm();
    }

    private PageHeader header() {
        ActionRegistry actions = desk.actions();
        Button create = actions.button(JobsActions.NEW);
        create.getStyleClass().add("accent");
        MenuButton more = new MenuButton(null, new FontIcon("fth-more-vertical"));
        more.setId("jobs-more");
        more.getStyleClass().add("icon-button");
        more.accessibleTextProperty().bind(texts.live("jobs.more"));
        more.getItems()
                .setAll(
                        actions.menuItem(JobsActions.DUPLICATE),
                        actions.menuItem(JobsActions.ENABLE),
                        actions.menuItem(JobsActions.DISABLE),
                        actions.menuItem(JobsActions.RECORDS),
                        new SeparatorMenuItem(),
                        actions.menuItem(JobsActions.DELETE));
        return new PageHeader(
                texts, "jobs.title", actions.button(JobsActions.FIRE), actions.button(JobsActions.EDIT), more, create);
    }

    private HBox filterBar() {
        filter.setId("jobs-filter");
        filter.promptTextProperty().bind(texts.live("jobs.filter.prompt"));
        filter.textProperty().bindBidirectional(model.filterProperty());
        filter.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                filter.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN) {
                focusTable();
                event.consume();
            }
        });
        HBox.setHgrow(filter, Priority.ALWAYS);
        filter.setMaxWidth(460);
        count.setId("jobs-count");
        count.getStyleClass().add("muted");
        count.setMinWidth(USE_PREF_SIZE);
        HBox bar = new HBox(filter, count);
        bar.getStyleClass().add("filter-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private void rowActions() {
        ActionRegistry actions = desk.actions();
        table.setContextMenu(new ContextMenu(
                actions.menuItem(JobsActions.FIRE),
                actions.menuItem(JobsActions.EDIT),
                actions.menuItem(JobsActions.DUPLICATE),
                actions.menuItem(JobsActions.ENABLE),
                actions.menuItem(JobsActions.DISABLE),
                actions.menuItem(JobsActions.RECORDS),
                new SeparatorMenuItem(),
                actions.menuItem(JobsActions.DELETE)));
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                actions.run(JobsActions.EDIT);
                event.consume();
            } else if (event.getCode() == KeyCode.DELETE) {
                actions.run(JobsActions.DELETE);
                event.consume();
            }
        });
        table.setOnMouseClicked(event -> {
            boolean onRow = event.getTarget() instanceof javafx.scene.Node node && isInRow(node);
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && onRow) {
                actions.run(JobsActions.EDIT);
            }
        });
    }

    private static boolean isInRow(javafx.scene.Node target) {
        for (javafx.scene.Node node = target; node != null; node = node.getParent()) {
            if (node instanceof javafx.scene.control.TableRow<?> row) {
                return !row.isEmpty();
            }
        }
        return false;
    }

    private void listen() {
        model.shown().subscribe(() -> showCount());
        model.totalProperty().subscribe(now -> showCount());
        model.faceProperty().subscribe(now -> showFace());
        model.updatedProperty().subscribe(now -> {
            showFreshness();
            showCount();
        });
        model.troubleProperty().subscribe(now -> showFreshness());
        texts.languageProperty().subscribe(now -> {
            showCount();
            showFreshness();
        });
    }

    /// The pulse: what is relative to now is said anew.
    void tick() {
        table.tick();
        showFreshness();
    }

    void notice(Notice now) {
        notice.show(now);
    }

    void focusFilter() {
        filter.requestFocus();
        filter.selectAll();
    }

    void focusTable() {
        table.requestFocus();
        if (table.getSelectionModel().isEmpty() && !table.getItems().isEmpty()) {
            table.getSelectionModel().selectFirst();
        }
    }

    private void showCount() {
        int all = model.totalProperty().get();
        int shown = model.shown().size();
        // before anything is read there is nothing to count
        count.setVisible(model.updatedProperty().get() != null);
        count.setText(shown == all ? texts.get("jobs.count.all", all) : texts.get("jobs.count.some", shown, all));
    }

    private void showFreshness() {
        Trouble trouble = model.troubleProperty().get();
        Instant updated = model.updatedProperty().get();
        Label label = header.freshness();
        label.getStyleClass().remove("status-failed");
        if (trouble != null) {
            label.setText(texts.get(
                    "jobs.stale",
                    times.seconds(
                            updated == null ? trouble.since() : updated,
                            times.zoneProperty().get())));
            label.getStyleClass().add("status-failed");
        } else {
            label.setText(updated == null ? "" : texts.get("jobs.updated", times.relative(updated)));
        }
    }

    private void showFace() {
        Workspace from = workspace.getValue();
        switch (model.faceProperty().get()) {
            case ROWS -> faces.showContent();
            case LOADING -> faces.showLoading();
            case NO_CONNECTION ->
                faces.showEmpty(
                        "fth-database",
                        texts.live("jobs.face.unconnected"),
                        texts.live("jobs.face.unconnected.todo"),
                        null);
            case EMPTY -> {
                Button create = desk.actions().button(JobsActions.NEW);
                create.getStyleClass().add("accent");
                faces.showEmpty(
                        "fth-list",
                        texts.live(
                                "jobs.face.empty",
                                from == null ? "" : from.instance().value()),
                        texts.live("jobs.face.empty.todo"),
                        create);
            }
            case NOTHING_MATCHES -> {
                Button clear = new Button();
                clear.setId("jobs-clear-filter");
                clear.textProperty().bind(texts.live("jobs.face.nothing.clear"));
                clear.setOnAction(event -> filter.clear());
                faces.showEmpty(
                        "fth-search", texts.live("jobs.face.nothing"), texts.live("jobs.face.nothing.todo"), clear);
            }
            case BROKEN -> showBroken();
        }
    }

    private void showBroken() {
        Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
        faces.showBroken(
                texts.live(
                        "jobs.face.broken",
                        times.seconds(trouble.since(), times.zoneProperty().get())),
                new javafx.beans.property.SimpleStringProperty(trouble.cause()),
                model::refresh);
    }
}
