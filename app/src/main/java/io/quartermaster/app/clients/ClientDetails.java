package io.quartermaster.app.clients;

import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.ClientRepository.Failure;
import io.quartermaster.store.ClientRepository.Part;
import io.quartermaster.store.ClientRepository.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Everything known of the selected client: its links, what it offers, what it did, and which jobs it serves. FX thread
/// only.
final class ClientDetails extends ScrollPane {
    static final double WIDTH = 320;

    private final Texts texts;
    private final Times times;
    private final ClientWords words;
    private final ClientStory story;
    private final ClientsPage.Opens opens;
    private final VBox content = new VBox();
    private @Nullable Client client;

    ClientDetails(ClientStory story, Texts texts, Times times, ClientsPage.Opens opens) {
        this.story = story;
        this.texts = texts;
        this.times = times;
        this.words = new ClientWords(texts, times);
        this.opens = opens;
        setId("client-details");
        getStyleClass().add("inspector");
        content.getStyleClass().add("inspector-content");
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        story.storyProperty().subscribe(now -> draw());
        texts.languageProperty().subscribe(now -> draw());
        times.zoneProperty().subscribe(now -> draw());
    }

    void show(@Nullable Client now) {
        client = now;
        draw();
    }

    private void draw() {
        Client shown = client;
        if (shown == null) {
            content.getChildren().clear();
            return;
        }
        Label name = wrapped(shown.application());
        name.getStyleClass().add("subheading");
        Label state = new Label(words.state(shown), new FontIcon(ClientWords.stateIcon(shown)));
        state.getStyleClass().add(ClientWords.stateStyle(shown));
        List<Node> all = new ArrayList<>(List.of(name, state));
        if (!shown.online()) {
            Label left = wrapped(words.leftTip(shown));
            left.setId("client-left");
            left.getStyleClass().add("status-waiting");
            all.add(left);
        }
        all.add(facts(shown));
        error(all, shown.failure());
        all.add(heading("clients.details.handlers"));
        list(
                all,
                List.copyOf(shown.handlers().entrySet()),
                "clients.handlers.none",
                each -> line(mono(each.getKey()), muted(words.kind(each.getValue()))));
        all.add(heading("clients.details.links"));
        list(all, shown.links(), "clients.details.links", this::link);
        ClientStory.Story told = story.storyProperty().get();
        all.add(heading("clients.details.served"));
        list(all, told.served(), "clients.details.served.none", this::served);
        all.add(heading("clients.details.runs"));
        list(all, told.runs(), "clients.details.runs.none", this::run);
        if (!told.parts().isEmpty()) {
            all.add(heading("clients.details.parts"));
            list(all, told.parts(), "clients.details.runs.none", this::part);
        }
        content.getChildren().setAll(all);
    }

    private GridPane facts(Client shown) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints label = new ColumnConstraints();
        label.setMinWidth(84);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(label, value);
        fact(grid, "place", shown.place(), true);
        fact(grid, "zone", shown.zone(), false);
        fact(grid, "since", times.absolute(shown.since()), true);
        fact(grid, "running", texts.get("clients.count", shown.running()), false);
        String id = shown.id();
        fact(grid, "id", id == null ? texts.get("clients.id.unknown") : id, id != null);
        return grid;
    }

    private void fact(GridPane grid, String key, String value, boolean mono) {
        Label label = new Label(texts.get("clients.column." + key));
        label.getStyleClass().add("muted");
        label.setMinWidth(USE_PREF_SIZE);
        GridPane.setValignment(label, VPos.TOP);
        Label text = wrapped(value);
        if (mono) {
            text.getStyleClass().add("mono");
        }
        grid.addRow(grid.getRowCount(), label, text);
    }

    private void error(List<Node> all, @Nullable Failure failure) {
        if (failure == null) {
            return;
        }
        Label text = wrapped(failure.text().isBlank() ? texts.get("clients.error.untold") : failure.text());
        text.getStyleClass().add("status-failed");
        text.setId("client-error");
        Label when = muted(times.absolute(failure.at()));
        all.addAll(List.of(heading("clients.column.error"), when, text));
    }

    private Node link(Session link) {
        Instant left = link.left();
        Label address = mono(link.address());
        Label when = muted(
                left == null
                        ? texts.get("clients.link.since", times.relative(link.connected()))
                        : texts.get("clients.link.left", times.relative(left), words.reason(link.reason())));
        when.setWrapText(true);
        Label server = new Label(link.server());
        return new VBox(line(server, address), when);
    }

    private Node served(ClientStory.Served each) {
        Label name = new Label(each.job().name());
        name.setMinWidth(60);
        boolean wrong = !each.wrong().isEmpty();
        Label what = new Label(String.join(", ", wrong ? each.wrong() : each.handlers()));
        what.getStyleClass().addAll("small", wrong ? "status-failed" : "muted");
        if (wrong) {
            what.setGraphic(new FontIcon("fth-alert-triangle"));
            what.setTooltip(new Tooltip(texts.get("clients.served.wrong")));
        }
        HBox line = line(name, what);
        line.getStyleClass().add("inspector-record");
        line.setOnMouseClicked(
                event -> opens.records(each.job().job(), each.job().name(), null));
        return line;
    }

    private Node run(TriggerRecord record) {
        Label status = new Label();
        RunStatusLook.dress(
                status,
                record.status(),
                texts,
                record.duration().map(times::duration).orElse(""));
        status.setMinWidth(USE_PREF_SIZE);
        Label what = new Label(record.jobName());
        HBox line = line(status, what);
        line.getChildren().add(muted(times.relative(record.due())));
        line.getStyleClass().add("inspector-record");
        line.setOnMouseClicked(event -> opens.records(record.job(), record.jobName(), record.id()));
        Tooltip.install(line, new Tooltip(times.absolute(record.due())));
        return line;
    }

    private Node part(Part part) {
        Label what = new Label(part.job());
        Label chunks = muted(texts.get("clients.part", part.chunks(), times.relative(part.opened())));
        HBox line = line(what, chunks);
        line.getStyleClass().add("inspector-record");
        line.setOnMouseClicked(event -> opens.record(new RecordId(part.record())));
        return line;
    }

    private <T> void list(List<Node> all, List<T> items, String noneKey, Function<T, Node> draw) {
        if (items.isEmpty()) {
            all.add(muted(texts.get(noneKey)));
        } else {
            items.forEach(each -> all.add(draw.apply(each)));
        }
    }

    private static HBox line(Label left, Label right) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(8, left, space, right);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Label heading(String key) {
        Label heading = new Label(texts.get(key));
        heading.getStyleClass().addAll("strong", "inspector-heading");
        return heading;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private static Label mono(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("mono");
        return label;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "small");
        return label;
    }
}
