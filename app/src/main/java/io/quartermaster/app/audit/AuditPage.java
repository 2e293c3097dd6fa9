package io.quartermaster.app.audit;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.LivePage;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.AuditEntry;
import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Who changed what, newest first; the entry selected at the right with both sides of the change. FX thread only.
public final class AuditPage extends LivePage {
    /// Pulses between two looks for newer entries.
    private static final int LOOK_EVERY = 3;

    private final Desk desk;
    private final Texts texts;
    private final AuditViewModel model;
    private final AuditTable table;
    private final TextField filter = new TextField();

    /// @param workspace what the page works on, null while nothing is connected
    public AuditPage(Desk desk, ObservableValue<@Nullable Workspace> workspace) {
        super("audit", "fth-book-open", desk, workspace, LOOK_EVERY);
        this.desk = desk;
        this.texts = desk.texts();
        this.model =
                new AuditViewModel(desk.tasks(), texts, desk.times().ticker().clock(), workspace);
        this.table = new AuditTable(desk, model);
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
    public void refresh() {
        model.refresh();
    }

    @Override
    public void focusFilter() {
        filter.requestFocus();
    }

    @Override
    protected VBox build() {
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
        header.freshness().textProperty().bind(freshness(model.updatedProperty()));
        EntryDetails details = new EntryDetails(desk, model);
        table.getSelectionModel().selectedItemProperty().subscribe(details::show);
        SplitPane split = new SplitPane(table, details);
        split.setDividerPositions(0.6);
        Faces faces = new Faces(texts, split);
        VBox.setVgrow(faces, Priority.ALWAYS);
        VBox page = new VBox(header, stale(), faces);
        page.getStyleClass().add("audit-page");
        dress(page, "audit.css");
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

    private void copy() {
        AuditEntry entry = table.getSelectionModel().getSelectedItem();
        if (entry != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(EntryJson.of(entry));
            Clipboard.getSystemClipboard().setContent(content);
            desk.toasts().show(texts.get("audit.copied"));
        }
    }
}
