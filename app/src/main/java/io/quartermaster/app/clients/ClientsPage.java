package io.quartermaster.app.clients;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.LivePage;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import java.time.Instant;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Who is connected, who left and why, and which jobs nobody can run; alive. FX thread only.
public final class ClientsPage extends LivePage {
    static final String REFRESH = "clients.refresh";
    private static final int SECONDS_BETWEEN = 2;

    private final Desk desk;
    private final Texts texts;
    private final ClientsViewModel model;
    private final ClientStory story;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final Opens opens;

    /// Where the clients lead to.
    public interface Opens {
        /// The records of a job, at one of them or at the newest (null).
        void records(JobId job, String name, @Nullable RecordId record);

        /// One record, of whichever job.
        void record(RecordId record);
    }

    /// @param workspace what the page works on, null while nothing is connected
    public ClientsPage(Desk desk, ObservableValue<@Nullable Workspace> workspace, Opens opens) {
        super("clients", "fth-users", desk, workspace, SECONDS_BETWEEN);
        this.desk = desk;
        this.texts = desk.texts();
        this.workspace = workspace;
        this.opens = opens;
        this.model =
                new ClientsViewModel(desk.tasks(), texts, desk.times().ticker().clock(), workspace);
        this.story = new ClientStory(texts, desk.tasks());
        desk.actions()
                .register(Action.of(REFRESH, REFRESH, "fth-refresh-cw", model::refresh)
                        .disabledWhile(Bindings.createObjectBinding(
                                () -> workspace.getValue() == null ? texts.get("clients.face.off") : null,
                                workspace,
                                texts.languageProperty())));
        model.selectedProperty()
                .flatMap(ClientRow::clientProperty)
                .subscribe(client -> story.show(workspace.getValue(), client));
        model.updatedProperty().subscribe(now -> {
            ClientRow row = model.selectedProperty().get();
            story.show(workspace.getValue(), row == null ? null : row.client());
        });
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    ClientsViewModel model() {
        return model;
    }

    @Override
    protected VBox build() {
        PageHeader header = new PageHeader(texts, titleKey(), desk.actions().iconButton(REFRESH));
        header.freshness().textProperty().bind(freshness(model.updatedProperty()));
        ClientsTable table = new ClientsTable(model, texts, desk.times(), desk.state());
        Faces faces = new Faces(texts, table);
        HBox.setHgrow(faces, Priority.ALWAYS);
        ClientDetails details = new ClientDetails(story, texts, desk.times(), opens);
        model.selectedProperty().flatMap(ClientRow::clientProperty).subscribe(details::show);
        details.managedProperty().bind(details.visibleProperty());
        details.visibleProperty().bind(model.selectedProperty().isNotNull());
        SplitPane lists = new SplitPane(faces);
        lists.setOrientation(Orientation.VERTICAL);
        VBox lacking = lacking();
        // the second half comes when there is something to say
        Bindings.isNotEmpty(model.lacking()).subscribe(some -> {
            if (some && lists.getItems().size() == 1) {
                lists.getItems().add(lacking);
                lists.setDividerPositions(0.7);
            } else if (!some) {
                lists.getItems().remove(lacking);
            }
        });
        HBox.setHgrow(lists, Priority.ALWAYS);
        HBox body = new HBox(lists, details);
        body.getStyleClass().add("page-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        VBox page = new VBox(header, stale(), filters(), body);
        page.setId("page-clients");
        page.getStyleClass().addAll("page", "cluster-page", "clients-page");
        dress(page, "jobs.css", "cluster.css");
        model.faceProperty().subscribe(face -> show(faces, face));
        return page;
    }

    private HBox filters() {
        TextField filter = new TextField();
        filter.setId("clients-filter");
        filter.textProperty().bindBidirectional(model.filterProperty());
        filter.promptTextProperty().bind(texts.live("clients.filter.prompt"));
        filter.setMinWidth(160);
        filter.setMaxWidth(320);
        HBox.setHgrow(filter, Priority.ALWAYS);
        ToggleButton connected = new ToggleButton();
        connected.setId("clients-connected");
        connected.textProperty().bind(texts.live("clients.filter.connected"));
        connected.selectedProperty().bindBidirectional(model.onlyConnectedProperty());
        connected.setMinWidth(Region.USE_PREF_SIZE);
        Label count = new Label();
        count.setId("clients-count");
        count.getStyleClass().add("muted");
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        this::count, model.rows(), model.shownProperty(), texts.languageProperty()));
        HBox bar = new HBox(filter, connected, count);
        bar.getStyleClass().add("filter-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private String count() {
        ClientsSnapshot now = model.shownProperty().get();
        return now == null
                ? ""
                : texts.get(
                        "clients.counted",
                        now.online(),
                        now.clients().size() - now.online(),
                        model.rows().size());
    }

    private VBox lacking() {
        Label title = new Label();
        title.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get("clients.lacking.title", model.lacking().size()),
                        model.lacking(),
                        texts.languageProperty()));
        title.getStyleClass().addAll("strong", "cluster-history-title");
        LackingTable table = new LackingTable(model, texts, desk.times(), desk.state(), opens);
        VBox.setVgrow(table, Priority.ALWAYS);
        VBox all = new VBox(title, table);
        all.setMinHeight(96);
        return all;
    }

    private HBox stale() {
        Label text = new Label();
        text.setId("clients-stale");
        text.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            Trouble trouble = model.troubleProperty().get();
                            Instant updated = model.updatedProperty().get();
                            return trouble == null || updated == null
                                    ? ""
                                    : texts.get("clients.stale", desk.times().absolute(updated), trouble.cause());
                        },
                        model.troubleProperty(),
                        model.updatedProperty(),
                        texts.languageProperty()));
        HBox banner = new HBox(text);
        banner.getStyleClass().add("cluster-banner");
        banner.visibleProperty().bind(text.textProperty().isNotEmpty());
        banner.managedProperty().bind(banner.visibleProperty());
        return banner;
    }

    private void show(Faces faces, ClientsViewModel.Face face) {
        switch (face) {
            case NO_CONNECTION ->
                faces.showEmpty(
                        "fth-log-in", texts.live("clients.face.off"), texts.live("clients.face.off.todo"), null);
            case LOADING -> faces.showLoading();
            case EMPTY ->
                faces.showEmpty(
                        "fth-users", texts.live("clients.face.empty"), texts.live("clients.face.empty.todo"), null);
            case NOTHING_MATCHES -> {
                Button clear = new Button();
                clear.setId("clients-clear");
                clear.textProperty().bind(texts.live("clients.face.nothing.clear"));
                clear.setOnAction(event -> {
                    model.filterProperty().set("");
                    model.onlyConnectedProperty().set(false);
                });
                faces.showEmpty(
                        "fth-search",
                        texts.live("clients.face.nothing"),
                        texts.live("clients.face.nothing.todo"),
                        clear);
            }
            case BROKEN -> {
                Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
                faces.showBroken(
                        texts.live("clients.face.broken", desk.times().absolute(trouble.since())),
                        new SimpleStringProperty(trouble.cause()),
                        model::refresh);
            }
            case READY -> faces.showContent();
        }
    }
}
