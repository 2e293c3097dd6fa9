package io.quartermaster.app.runs;

import io.quartermaster.app.graph.NodeStatusLook;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Dialogs;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.Verb;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// What can be done to a node in which of its states: the engine's own table, so that it cannot say anything else. FX
/// thread only.
final class VerbsSheet {
    private VerbsSheet() {}

    static void open(Desk desk) {
        Texts texts = desk.texts();
        GridPane grid = new GridPane(10, 6);
        grid.setId("verbs-table");
        int column = 1;
        for (NodeStatus status : NodeStatus.values()) {
            grid.add(heading(status, texts), column++, 0);
        }
        int row = 1;
        for (Verb verb : RunActions.OF_NODE) {
            Label name = new Label(texts.get(RunActions.of(verb)), new FontIcon(RunActions.icon(verb)));
            name.setMinWidth(Label.USE_PREF_SIZE);
            grid.add(name, 0, row);
            column = 1;
            for (NodeStatus status : NodeStatus.values()) {
                grid.add(cell(verb.allowedIn(status)), column++, row);
            }
            row++;
        }
        Label more = new Label(texts.get("runs.verbs.more"));
        more.setWrapText(true);
        more.getStyleClass().addAll("muted", "small");
        more.setMaxWidth(820);
        more.setMinHeight(Label.USE_PREF_SIZE);
        Button close = new Button(texts.get("platform.close"));
        close.setId("verbs-close");
        Dialogs.Sheet sheet = desk.dialogs().sheet(texts.live("runs.verbs.title"), new VBox(12, grid, more), close);
        close.setOnAction(event -> sheet.close());
    }

    private static Label heading(NodeStatus status, Texts texts) {
        NodeStatusLook look = NodeStatusLook.of(status);
        Label label = new Label(texts.get(look.key()), new FontIcon(look.icon()));
        label.getStyleClass().addAll("small", "status-" + look.token());
        label.setMinWidth(Label.USE_PREF_SIZE);
        GridPane.setHalignment(label, HPos.CENTER);
        return label;
    }

    private static Node cell(boolean allowed) {
        Label cell = allowed ? new Label(null, new FontIcon("fth-check")) : new Label("–");
        cell.getStyleClass().add(allowed ? "status-ok" : "muted");
        GridPane.setHalignment(cell, HPos.CENTER);
        return cell;
    }
}
