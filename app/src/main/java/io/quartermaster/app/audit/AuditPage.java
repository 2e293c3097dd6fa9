package io.quartermaster.app.audit;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.AuditEntry;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Who changed what, newest first; the entry selected at the right with both sides of the change. FX thread only.
public final class AuditPage implements Page {
    private static final String SHEET = "/io/quartermaster/ui/css/audit.css";
    /// Pulses between two looks for newer entries.
    private static final int LOOK_EVERY = 3;
    /// So many rows before the last one the next page is asked for.
    private static final int AHEAD = 20;

    private final Desk desk;
    private final Texts texts;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final AuditViewModel model;
    private final TableView<AuditEntry> table = new TableView<>();
    private final TextField filter = new TextField();
    private @Nullable VBox view;
    private Subscription active = Subscription.EMPTY;
    private int pulses;

    /// @param workspace what the page works on, null while nothing is connected
    public AuditPage(Desk desk, ObservableValue<@Nullable Workspace> workspace) {
        this.desk = desk;
        this.texts = desk.texts();
        this.workspace = workspace;
        this.model =
                new AuditViewModel(desk.tasks(), texts, desk.times().ticker().clock(), workspace);
        ObservableValue<@Nullable String> unselected = Bindings.createObjectBinding(
                () -> table.getSelectionModel().getSelectedItem() == null ? texts.get("audit.none.selected") : null,
                table.getSelectionModel().selectedItemProperty(),
                texts.languageProperty());
        desk.actions()
                .register(Action.of("audit.copy", "audit.copy", "fth-copy", this::copy)
                        .disabledWhile(unselected));
        desk.actions().register(Action.of("audit.refresh", "audit.refresh", "fth-refresh-cw", model::refresh));
    }

    @Override
    public String id() {
        return "audit";
    }

    @Override
    public String titleKey() {
        return "audit.title";
    }

    @Override
    public String icon() {
        return "fth-book-open";
    }

    @Override
    public Node view() {
        VBox now = view;
        if (now == null) {
            now = build();
            view = now;
        }
        return now;
    }

    @Override
    public void activate() {
        active.unsubscribe();
        active = workspace
                .subscribe(now -> model.refresh())
                .and(desk.times().ticker().nowProperty().subscribe((before, now) -> pulse()));
    }

    @Override
    public void deactivate() {
        active.unsubscribe();
        active = Subscription.EMPTY;
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public void focusFilter() {
        filter.requestFocus();
    }

    private void pulse() {
        pulses++;
        if (pulses % LOOK_EVERY == 0) {
            model.refresh();
        }
    }

    private VBox build() {
        filter.setId("audit-filter");
        filter.promptTextProperty().bind(texts.live("audit.filter"));
        filter.accessibleTextProperty().bind(texts.live("audit.filter"));
        filter.textProperty().bindBidirectional(model.filterProperty());
        filter.setPrefColumnCount(28);
        filter.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                filter.clear();
                event.consume();
            }
        });
        PageHeader header =
                new PageHeader(texts, titleKey(), filter, desk.actions().iconButton("audit.refresh"));
        header.freshness().textProperty().bind(freshness());
        EntryDetails details = new EntryDetails(desk, model);
        table.getSelectionModel().selectedItemProperty().subscribe(details::show);
        buildTable();
        SplitPane split = new SplitPane(table, details);
        split.setDividerPositions(0.6);
        Faces faces = new Faces(texts, split);
        VBox.setVgrow(faces, Priority.ALWAYS);
        VBox page = new VBox(header, stale(), faces);
        page.getStyleClass().add("audit-page");
        page.getStylesheets()
                .add(Objects.requireNonNull(AuditPage.class.getResource(SHEET), SHEET)
                        .toExternalForm());
        model.faceProperty().subscribe(face -> show(faces, face));
        return page;
    }

    private void show(Faces faces, AuditViewModel.Face face) {
        switch (face) {
            case AuditViewModel.Face.NotConnected off ->
                faces.showEmpty("fth-log-in", texts.live("audit.face.off"), texts.live("audit.face.off.todo"), null);
            case AuditViewModel.Face.Loading loading -> faces.showLoading();
            case AuditViewModel.Face.Empty empty ->
                faces.showEmpty(
                        "fth-book-open", texts.live("audit.face.empty"), texts.live("audit.face.empty.todo"), null);
            case AuditViewModel.Face.NothingFound nothing ->
                faces.showEmpty(
                        "fth-search", texts.live("audit.face.nofit"), texts.live("audit.face.nofit.todo"), clear());
            case AuditViewModel.Face.Broken broken ->
                faces.showBroken(
                        texts.live("audit.face.broken"), new SimpleStringProperty(broken.why()), model::refresh);
            case AuditViewModel.Face.Ready ready -> faces.showContent();
        }
    }

    private Button clear() {
        Button button = new Button();
        button.setId("audit-clear");
        button.textProperty().bind(texts.live("audit.filter.clear"));
        button.setOnAction(event -> filter.clear());
        return button;
    }

    private void buildTable() {
        table.setId("audit-table");
        table.setItems(model.entries());
        table.getColumns().add(column("time", 160, this::seconds, "mono"));
        table.getColumns().add(column("who", 88, entry -> entry.actor().who(), null));
        table.getColumns().add(column("host", 88, entry -> entry.actor().host(), "muted"));
        table.getColumns().add(column("action", 116, entry -> model.words(entry.action()), null));
        table.getColumns().add(column("object", 160, AuditEntry::objectName, null));
        table.getColumns().add(column("reason", 200, entry -> entry.reason() == null ? "" : entry.reason(), "muted"));
        table.setRowFactory(view -> new Row());
        table.accessibleTextProperty().bind(texts.live("audit.title"));
        TableMemory.attach(desk.state(), "audit", table);
        RoomyColumn.attach(table, "reason", 120);
        texts.languageProperty().subscribe((before, now) -> table.refresh());
        desk.times().zoneProperty().subscribe((before, now) -> table.refresh());
        table.setOnKeyPressed(event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.C) {
                desk.actions().run("audit.copy");
                event.consume();
            }
        });
    }

    private TableColumn<AuditEntry, String> column(
            String id, double width, Function<AuditEntry, String> text, @Nullable String style) {
        TableColumn<AuditEntry, String> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("audit.column." + id));
        column.setPrefWidth(width);
        // the order is the database's, newest first, and holds for entries that are not read yet
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setCellFactory(view -> new Cell(style, text));
        return column;
    }

    /// The details have the milliseconds.
    private String seconds(AuditEntry entry) {
        return desk.times().seconds(entry.at(), desk.times().zoneProperty().get());
    }

    private HBox stale() {
        Label label = new Label("", new FontIcon("fth-alert-triangle"));
        label.setWrapText(true);
        label.textProperty()
                .bind(Bindings.createStringBinding(this::staleText, model.staleProperty(), texts.languageProperty()));
        HBox banner = new HBox(8, label);
        banner.getStyleClass().add("audit-banner");
        model.staleProperty().subscribe(stale -> {
            banner.setVisible(stale != null);
            banner.setManaged(stale != null);
        });
        return banner;
    }

    private String staleText() {
        AuditViewModel.Stale stale = model.staleProperty().get();
        if (stale == null) {
            return "";
        }
        Instant since = stale.since();
        return texts.get("audit.stale", since == null ? "" : desk.times().absolute(since), stale.why());
    }

    private ObservableValue<String> freshness() {
        return Bindings.createStringBinding(
                () -> {
                    Instant at = model.updatedProperty().get();
                    return at == null
                            ? ""
                            : texts.get("audit.updated", desk.times().relative(at));
                },
                model.updatedProperty(),
                desk.times().ticker().nowProperty(),
                texts.languageProperty());
    }

    private void copy() {
        AuditEntry entry = table.getSelectionModel().getSelectedItem();
        if (entry != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(EntryJson.of(entry));
            Clipboard.getSystemClipboard().setContent(content);
            desk.toasts().show(texts.get("audit.copied"));
        }
    }

    /// Asks for the next page when the end comes near.
    private final class Row extends TableRow<AuditEntry> {
        @Override
        protected void updateItem(@Nullable AuditEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (!empty && getIndex() >= model.entries().size() - AHEAD) {
                model.more();
            }
        }
    }

    /// A text that is whole in the tooltip; told anew when the language or the zone of times changes.
    private static final class Cell extends TableCell<AuditEntry, String> {
        private final Function<AuditEntry, String> text;
        private final Tooltip tip = new Tooltip();

        Cell(@Nullable String style, Function<AuditEntry, String> text) {
            this.text = text;
            if (style != null) {
                getStyleClass().add(style);
            }
            tip.setWrapText(true);
            tip.setMaxWidth(480);
        }

        @Override
        protected void updateItem(@Nullable String value, boolean empty) {
            super.updateItem(value, empty);
            AuditEntry entry =
                    empty || getTableRow() == null ? null : getTableRow().getItem();
            String now = entry == null ? value : text.apply(entry);
            setText(empty ? null : now);
            tip.setText(now);
            setTooltip(empty || now == null || now.isEmpty() ? null : tip);
        }
    }
}
