package io.quartermaster.app.runs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.run.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Which topology of a run is seen, and which of its copies; the way back. FX thread only.
final class Crumbs extends HBox {
    /// Stands in the list for all copies, as a list cannot hold null.
    private static final String ALL = "";

    private final RunViewModel model;
    private final Texts texts;
    private final HBox way = new HBox(2);
    private final ComboBox<String> copies = new ComboBox<>();
    private final TextField finding = new TextField();
    private boolean following;

    /// @param find shows the next node whose name has these letters
    Crumbs(RunViewModel model, Texts texts, Consumer<String> find) {
        this.model = model;
        this.texts = texts;
        setId("run-crumbs");
        getStyleClass().add("run-crumbs");
        setAlignment(Pos.CENTER_LEFT);
        way.setAlignment(Pos.CENTER_LEFT);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        copies.setId("run-copies");
        copies.setMinWidth(USE_PREF_SIZE);
        copies.setButtonCell(cell());
        copies.setCellFactory(list -> cell());
        copies.accessibleTextProperty().bind(texts.live("runs.copies"));
        copies.valueProperty().subscribe(this::choose);
        finding.setId("run-find");
        finding.setPrefColumnCount(11);
        finding.promptTextProperty().bind(texts.live("runs.find"));
        finding.accessibleTextProperty().bind(texts.live("runs.find"));
        finding.setOnAction(event -> find.accept(finding.getText()));
        getChildren().setAll(way, space, copies, finding);
        model.shownProperty().subscribe(now -> show());
    }

    void find() {
        finding.requestFocus();
        finding.selectAll();
    }

    /// Says the same in another language.
    void relabel() {
        copies.setButtonCell(cell());
        copies.setCellFactory(list -> cell());
        show();
    }

    private void show() {
        Shown now = model.shownProperty().get();
        Trail trail = model.trailProperty().get();
        List<Place> places = now == null ? List.of() : now.folded().copies();
        way(trail);
        following = true;
        List<String> entries = new ArrayList<>();
        entries.add(ALL);
        places.forEach(place -> entries.add(place.id()));
        if (!copies.getItems().equals(entries)) {
            copies.getItems().setAll(entries);
        }
        String wanted = Objects.requireNonNullElse(trail.copy(), ALL);
        if (!wanted.equals(copies.getValue())) {
            copies.setValue(wanted);
        }
        copies.setVisible(!places.isEmpty());
        copies.setManaged(!places.isEmpty());
        following = false;
    }

    private void way(Trail trail) {
        way.getChildren().clear();
        for (int i = 0; i < trail.steps().size(); i++) {
            Trail.Step step = trail.steps().get(i);
            String name = step.into() == null ? whole() : name(trail, i);
            String copy = step.copy();
            String text = copy == null ? name : name + " · " + copyName(copy);
            if (i > 0) {
                way.getChildren().add(new FontIcon("fth-chevron-right"));
            }
            if (i == trail.steps().size() - 1) {
                Label here = new Label(text);
                here.getStyleClass().add("strong");
                way.getChildren().add(here);
            } else {
                Hyperlink back = new Hyperlink(text);
                int depth = i + 1;
                back.setId("run-crumb-" + i);
                back.setOnAction(event -> model.go(trail.upTo(depth)));
                way.getChildren().add(back);
            }
        }
    }

    private String whole() {
        return model.recordProperty().get() == null
                ? ""
                : Objects.requireNonNull(model.recordProperty().get()).jobName();
    }

    private String name(Trail trail, int depth) {
        Shown now = model.shownProperty().get();
        io.quartermaster.model.topology.NodeId into =
                Objects.requireNonNull(trail.steps().get(depth).into());
        RunGraphs graphs = model.graphs().orElse(null);
        if (now == null || graphs == null) {
            return into.value();
        }
        StringBuilder frame = new StringBuilder();
        for (int i = 1; i < depth; i++) {
            frame.append(frame.isEmpty() ? "" : "/")
                    .append(trail.steps().get(i).into())
                    .append("~1.1");
        }
        return graphs.node(new io.quartermaster.model.topology.run.NodeKey(frame.toString(), into))
                .map(io.quartermaster.model.topology.Node::name)
                .orElse(into.value());
    }

    private void choose(@Nullable String chosen) {
        if (chosen != null && !following) {
            model.go(model.trailProperty().get().narrowed(chosen.equals(ALL) ? null : chosen));
        }
    }

    private ListCell<String> cell() {
        return new ListCell<>() {
            @Override
            protected void updateItem(@Nullable String item, boolean empty) {
                super.updateItem(item, empty);
                setText(item == null || empty ? "" : item.equals(ALL) ? all() : copyName(item));
            }
        };
    }

    private String all() {
        return texts.get("runs.copies.all", Math.max(0, copies.getItems().size() - 1));
    }

    /// What a copy stands for, and which it is: the numbers alone would say little.
    private String copyName(String id) {
        Shown now = model.shownProperty().get();
        return now == null
                ? id
                : now.folded().copies().stream()
                        .filter(place -> place.id().equals(id))
                        .map(Crumbs::copyName)
                        .findFirst()
                        .orElse(id);
    }

    /// `SH #1`; of copies that are only counted the number alone.
    static String copyName(Place place) {
        boolean counted = place.copy().equals(Integer.toString(place.number()));
        String number = "#" + (place.number() + 1);
        return counted ? number : place.copy() + " " + number;
    }
}
