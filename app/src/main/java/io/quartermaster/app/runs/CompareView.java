package io.quartermaster.app.runs;

import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.TopologyRunRepository.Run;
import java.time.Duration;
import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Two runs of a topology beside each other: what went otherwise, how much longer it took, which values were others. FX
/// thread only.
final class CompareView extends VBox {
    private final Texts texts;
    private final Times times;
    private final CompareViewModel model;
    private final TableView<RunDiff.NodePair> nodes = new TableView<>();
    private final TableView<RunDiff.ParameterPair> parameters = new TableView<>();
    private final CheckBox only = new CheckBox();
    /// Bound weakly: the texts outlive every comparison.
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(this, "language");
    private final HBox sides = new HBox(24);

    CompareView(Desk desk, CompareViewModel model, Runnable back) {
        this.texts = desk.texts();
        this.times = desk.times();
        this.model = model;
        setId("run-compare");
        getStyleClass().add("run-compare");
        nodeColumns();
        parameterColumns();
        only.setId("compare-only");
        only.textProperty().bind(texts.live("runs.compare.only"));
        only.selectedProperty().subscribe(now -> show());
        Label title = new Label();
        title.textProperty().bind(texts.live("runs.compare.title"));
        title.getStyleClass().add("heading");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(8, back(back), title, space, only);
        header.getStyleClass().add("run-header");
        header.setAlignment(Pos.CENTER_LEFT);
        sides.getStyleClass().add("compare-sides");
        SplitPane lists =
                new SplitPane(titled("runs.compare.nodes", nodes), titled("runs.compare.parameters", parameters));
        lists.setOrientation(Orientation.VERTICAL);
        lists.setDividerPositions(0.68);
        lists.getStyleClass().add("topology-panes");
        Faces faces = new Faces(texts, lists);
        faces.getStyleClass().add("page-body");
        VBox.setVgrow(faces, Priority.ALWAYS);
        getChildren().setAll(header, sides, faces);
        model.diffProperty().subscribe(now -> {
            if (now != null) {
                faces.showContent();
                show();
            } else {
                faces.showLoading();
            }
        });
        model.troubleProperty().subscribe(trouble -> {
            if (trouble != null) {
                broken(faces, trouble);
            }
        });
        language.bind(texts.languageProperty());
        language.subscribe(now -> show());
    }

    private void broken(Faces faces, Trouble trouble) {
        faces.showBroken(
                texts.live("runs.face.broken", times.absolute(trouble.since())),
                new SimpleStringProperty(trouble.cause()),
                model::read);
    }

    private Button back(Runnable back) {
        Button button = new Button(null, new FontIcon("fth-arrow-left"));
        button.setId("compare-back");
        button.getStyleClass().add("icon-button");
        button.accessibleTextProperty().bind(texts.live("runs.back"));
        Hint.on(button, texts.live("runs.back"));
        button.setOnAction(event -> back.run());
        return button;
    }

    private VBox titled(String key, TableView<?> table) {
        Label title = new Label();
        title.textProperty().bind(texts.live(key));
        title.getStyleClass().addAll("strong", "cluster-history-title");
        VBox.setVgrow(table, Priority.ALWAYS);
        return new VBox(title, table);
    }

    private void nodeColumns() {
        nodes.setId("compare-nodes");
        nodes.getStyleClass().addAll("servers-table", "records-table");
        nodes.setFixedCellSize(28);
        nodes.setPlaceholder(new Label());
        node("name", 240, (cell, pair) -> cell.show(pair.name(), null));
        node("left", 150, (cell, pair) -> side(cell, pair.left()));
        node("right", 150, (cell, pair) -> side(cell, pair.right()));
        node("took.left", 110, (cell, pair) -> cell.show(took(pair.left()), null));
        node("took.right", 110, (cell, pair) -> cell.show(took(pair.right()), null));
        node("longer", 140, (cell, pair) -> longer(cell, pair.longer()));
        node("tries", 110, (cell, pair) -> cell.show(tries(pair), null));
        node("message", 260, (cell, pair) -> cell.show(message(pair), null));
    }

    private void node(
            String id,
            double width,
            BiConsumer<AspectCell<RunDiff.NodePair, RunDiff.NodePair>, RunDiff.NodePair> show) {
        nodes.getColumns().add(column(id, width, show));
    }

    private <T> TableColumn<T, T> column(String id, double width, BiConsumer<AspectCell<T, T>, T> show) {
        TableColumn<T, T> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("runs.compare." + id));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(each -> new AspectCell<>(show));
        return column;
    }

    private void parameterColumns() {
        parameters.setId("compare-parameters");
        parameters.getStyleClass().addAll("servers-table", "records-table");
        parameters.setFixedCellSize(28);
        parameters.setPlaceholder(new Label());
        parameters.getColumns().add(column("parameter", 240, (cell, pair) -> cell.show(pair.name(), null)));
        parameters.getColumns().add(column("left", 280, (cell, pair) -> value(cell, pair, pair.left())));
        parameters.getColumns().add(column("right", 280, (cell, pair) -> value(cell, pair, pair.right())));
    }

    private void value(
            AspectCell<RunDiff.ParameterPair, RunDiff.ParameterPair> cell,
            RunDiff.ParameterPair pair,
            @Nullable Object value) {
        String text = value == null ? texts.get("runs.compare.none") : RunWords.value(value);
        cell.show(text, null, pair.differs() ? "status-waiting" : "", pair.differs() ? "fth-edit-2" : null);
    }

    private void side(AspectCell<RunDiff.NodePair, RunDiff.NodePair> cell, RunDiff.@Nullable Side side) {
        if (side == null) {
            cell.show(texts.get("runs.grid.absent"), null, "muted", null);
            return;
        }
        String word = texts.get(side.standing().look().key());
        cell.show(
                side.copies() > 1 ? word + " × " + side.copies() : word,
                null,
                "status-" + side.standing().look().token(),
                side.standing().look().icon());
    }

    private String took(RunDiff.@Nullable Side side) {
        return side == null || side.took() == null ? "" : times.duration(side.took());
    }

    /// Less is better: slower stands out, faster is told as well.
    private void longer(AspectCell<RunDiff.NodePair, RunDiff.NodePair> cell, @Nullable Duration longer) {
        if (longer == null || longer.isZero()) {
            cell.show(longer == null ? "" : "±0", null);
        } else if (longer.isNegative()) {
            cell.show("−" + times.duration(longer.negated()), null, "status-ok", "fth-trending-down");
        } else {
            cell.show("+" + times.duration(longer), null, "status-waiting", "fth-trending-up");
        }
    }

    private String tries(RunDiff.NodePair pair) {
        RunDiff.Side left = pair.left();
        RunDiff.Side right = pair.right();
        return !pair.work()
                ? ""
                : (left == null ? "–" : left.attempts()) + " / " + (right == null ? "–" : right.attempts());
    }

    private static String message(RunDiff.NodePair pair) {
        RunDiff.Side left = pair.left();
        RunDiff.Side right = pair.right();
        String one = left == null ? "" : left.message();
        String other = right == null ? "" : right.message();
        return one.equals(other) || other.isEmpty() ? one : one.isEmpty() ? other : one + " / " + other;
    }

    private void show() {
        RunDiff diff = model.diffProperty().get();
        if (diff == null) {
            return;
        }
        boolean all = !only.isSelected();
        nodes.getItems()
                .setAll(diff.nodes().stream()
                        .filter(pair -> all || pair.differs())
                        .toList());
        parameters
                .getItems()
                .setAll(diff.parameters().stream()
                        .filter(pair -> all || pair.differs())
                        .toList());
        nodes.refresh();
        parameters.refresh();
        sides.getChildren().setAll(side("runs.compare.left", model.left()), side("runs.compare.right", model.right()));
    }

    private VBox side(String key, Run run) {
        TriggerRecord record = run.record();
        Label which = new Label(texts.get(key));
        which.getStyleClass().addAll("muted", "small");
        Label name = new Label(texts.get(
                "runs.compare.side",
                record.jobName(),
                run.version(),
                record.id().toString()));
        name.getStyleClass().add(model.versionsDiffer() ? "status-waiting" : "strong");
        Label status = new Label();
        RunStatusLook.dress(
                status,
                record.status(),
                texts,
                record.duration().map(times::duration).orElse(""));
        Label due = new Label(texts.get("runs.due", times.absolute(record.due())));
        due.getStyleClass().addAll("muted", "small");
        VBox box = new VBox(2, which, name, new HBox(12, status, due));
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setPrefWidth(300);
        return box;
    }

    CompareViewModel model() {
        return model;
    }
}
