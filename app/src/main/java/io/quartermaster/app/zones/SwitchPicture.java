package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Texts;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The cells with the moves that stand and those being drawn, and what its lines mean. FX thread only.
final class SwitchPicture extends VBox {
    private final Texts texts;
    private final ZonesViewModel model;

    SwitchPicture(Texts texts, ZonesViewModel model) {
        this.texts = texts;
        this.model = model;
        CellMap map = new CellMap(texts, model.draft()::draw);
        model.shownProperty().subscribe(shown -> {
            if (shown != null) {
                map.showCells(shown.cells(), standing());
                map.showMoves(standing(), model.draft().movesProperty().get());
            }
        });
        model.selectedProperty()
                .subscribe(row ->
                        map.showMoves(standing(), model.draft().movesProperty().get()));
        model.draft().movesProperty().subscribe(moves -> map.showMoves(standing(), moves));
        texts.languageProperty().subscribe(language -> {
            map.redress();
            map.showMoves(standing(), model.draft().movesProperty().get());
        });
        ScrollPane scroll = new ScrollPane(map);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setMinHeight(CellCard.HEIGHT + 40);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().setAll(legend(), scroll);
        getStyleClass().add("cell-picture");
    }

    /// What stands in the database, as far as servers obey it.
    private Map<String, String> standing() {
        InstanceRow row = model.selectedProperty().get();
        return row != null && row.standing() instanceof Standing.Switched switched
                ? switched.zoneSwitch().moves()
                : Map.of();
    }

    private HBox legend() {
        Label title = text("zones.cells", "strong");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Label hint = text("zones.cells.hint", "muted");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox legend = new HBox(12, title, hint, space);
        for (String[] each : new String[][] {
            {"stands", "zones.cells.solid"}, {"draft", "zones.cells.dashed"}, {"going", "zones.cells.going"}
        }) {
            javafx.scene.shape.Line line = new javafx.scene.shape.Line(0, 0, 22, 0);
            line.getStyleClass().addAll("switch-line", each[0]);
            HBox pair = new HBox(4, line, text(each[1], "muted"));
            pair.setAlignment(Pos.CENTER_LEFT);
            pair.setMinWidth(Region.USE_PREF_SIZE);
            legend.getChildren().add(pair);
        }
        legend.setAlignment(Pos.CENTER_LEFT);
        legend.getStyleClass().add("cell-legend");
        return legend;
    }

    private Label text(String key, String style) {
        Label label = new Label();
        label.textProperty().bind(texts.live(key));
        label.getStyleClass().addAll(style, "small");
        return label;
    }
}
