package io.quartermaster.app.runs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Dialogs;
import io.quartermaster.app.platform.EnvironmentBadge;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Job;
import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.BeginWith;
import io.quartermaster.model.topology.run.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Asks how a topology is to begin: with which values, how much of it, with its breakpoints or without. FX thread only.
final class BeginSheet {
    /// What a person wants.
    interface Begin {
        void begin(BeginWith with, @Nullable String reason);
    }

    private final Desk desk;
    private final Texts texts;
    private final Workspace in;
    private final Job job;
    private final Topology topology;
    private final Begin begin;
    private final Map<Param, TextInputControl> values = new LinkedHashMap<>();
    private final CheckBox breakpoints = new CheckBox();
    private final ComboBox<Range.Kind> kind = new ComboBox<>();
    private final ComboBox<Node> node = new ComboBox<>();
    private final TextField reason = new TextField();
    private final Label error = new Label();
    /// Bound weakly: the texts outlive every sheet.
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>(this, "language");

    BeginSheet(Desk desk, Workspace in, Job job, Topology topology, Begin begin) {
        this.desk = desk;
        this.texts = desk.texts();
        language.bind(texts.languageProperty());
        this.in = in;
        this.job = job;
        this.topology = topology;
        this.begin = begin;
    }

    void open() {
        Label name = new Label(job.spec().name());
        name.getStyleClass().add("mono");
        HBox where = new HBox(8, new EnvironmentBadge(in.environment()), name);
        where.setAlignment(Pos.CENTER_LEFT);
        breakpoints.setId("begin-breakpoints");
        breakpoints.textProperty().bind(texts.live("runs.begin.breakpoints"));
        breakpoints.setSelected(true);
        reason.setId("begin-reason");
        reason.promptTextProperty().bind(texts.live("platform.confirm.reason.prompt"));
        error.setId("begin-error");
        error.getStyleClass().add("field-error");
        error.setWrapText(true);
        error.managedProperty().bind(error.textProperty().isNotEmpty());
        VBox fields = new VBox(
                8,
                where,
                heading("runs.begin.parameters"),
                parameters(),
                heading("runs.begin.range"),
                range(),
                breakpoints,
                heading("platform.confirm.reason"),
                reason,
                error);
        fields.setPrefWidth(500);
        // beside the scroll bar
        fields.setPadding(new Insets(0, 16, 0, 0));
        ScrollPane scroll = new ScrollPane(fields);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMaxHeight(460);
        Button cancel = new Button();
        cancel.textProperty().bind(texts.live("platform.cancel"));
        Button run = new Button();
        run.textProperty().bind(texts.live("runs.begin.verb"));
        run.setId("begin-run");
        run.getStyleClass().add("accent");
        Dialogs.Sheet sheet = desk.dialogs().sheet(texts.live("runs.begin.title"), scroll, cancel, run);
        cancel.setOnAction(event -> sheet.close());
        run.setOnAction(event -> run(sheet));
    }

    private Label heading(String key) {
        Label label = new Label();
        label.textProperty().bind(texts.live(key));
        label.getStyleClass().addAll("muted", "inspector-heading");
        return label;
    }

    private javafx.scene.Node parameters() {
        List<Param> all = Stream.concat(
                        topology.parameters().stream(),
                        job.spec().params().stream().filter(own -> topology.parameters().stream()
                                .noneMatch(each -> each.name().equals(own.name()))))
                .toList();
        if (all.isEmpty()) {
            Label none = new Label();
            none.textProperty().bind(texts.live("runs.begin.parameters.none"));
            none.getStyleClass().add("muted");
            return none;
        }
        GridPane grid = new GridPane(8, 6);
        for (Param param : all) {
            Label label = new Label(param.name());
            label.getStyleClass().add("mono");
            label.setMinWidth(100);
            Label type = new Label();
            type.textProperty().bind(texts.live("runs.param.type." + param.type()));
            type.getStyleClass().addAll("muted", "small");
            type.setMinWidth(Label.USE_PREF_SIZE);
            TextInputControl field = field(param);
            field.setId("begin-" + param.name());
            GridPane.setHgrow(field, Priority.ALWAYS);
            values.put(param, field);
            grid.addRow(grid.getRowCount(), label, field, type);
        }
        return grid;
    }

    private TextInputControl field(Param param) {
        // what the job sets over the topology's own is what a usual run begins with
        String usual = job.spec().params().stream()
                .filter(own -> own.name().equals(param.name()))
                .map(Param::value)
                .findFirst()
                .orElse(param.value());
        if (param.type() == Param.Type.LIST) {
            TextArea area = new TextArea(usual);
            area.setPrefRowCount((int) Math.clamp(usual.lines().count() + 1, 3, 6));
            area.getStyleClass().add("mono");
            return area;
        }
        TextField field = new TextField(usual);
        field.getStyleClass().add("mono");
        return field;
    }

    private HBox range() {
        kind.setId("begin-range");
        kind.getItems().setAll(Range.Kind.values());
        kind.setValue(Range.Kind.ALL);
        // a converter that is set anew has the chosen entry said in the language of now
        language.subscribe(now -> kind.setConverter(new Shown<>(each -> texts.get("runs.begin.range." + each.name()))));
        Graph graph = Graph.of(topology);
        node.setId("begin-node");
        node.getItems()
                .setAll(graph.order().stream()
                        .filter(id ->
                                graph.copierOf(id) == null && graph.node(id).part() instanceof Part.Work)
                        .map(graph::node)
                        .toList());
        node.setConverter(new Shown<>(Node::name));
        node.setCellFactory(list -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Node item, boolean empty) {
                super.updateItem(item, empty);
                setText(item == null || empty ? "" : item.name());
            }
        });
        node.getSelectionModel().selectFirst();
        node.visibleProperty().bind(kind.valueProperty().isNotEqualTo(Range.Kind.ALL));
        node.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(node, Priority.ALWAYS);
        return new HBox(8, kind, node);
    }

    private void run(Dialogs.Sheet sheet) {
        Map<String, Object> chosen = new LinkedHashMap<>();
        for (Map.Entry<Param, TextInputControl> each : values.entrySet()) {
            Param param = each.getKey();
            try {
                chosen.put(
                        param.name(),
                        new Param(param.name(), param.type(), each.getValue().getText()).typed());
            } catch (IllegalArgumentException e) {
                error.setText(param.name() + ": "
                        + texts.get("runs.param.wrong", texts.get("runs.param.type." + param.type())));
                each.getValue().requestFocus();
                return;
            }
        }
        Range range = kind.getValue() == Range.Kind.ALL || node.getValue() == null
                ? Range.ALL
                : new Range(kind.getValue(), node.getValue().id());
        BeginWith with = new BeginWith(range, breakpoints.isSelected(), chosen);
        Optional<String> refusal = with.refusal(topology, job.spec().params());
        if (refusal.isPresent()) {
            error.setText(refusal.get());
            return;
        }
        sheet.close();
        begin.begin(with, reason.getText().isBlank() ? null : reason.getText().strip());
    }

    /// A choice as people read it; it is never typed.
    private static final class Shown<T> extends StringConverter<T> {
        private final java.util.function.Function<T, String> words;

        Shown(java.util.function.Function<T, String> words) {
            this.words = words;
        }

        @Override
        public String toString(@Nullable T item) {
            return item == null ? "" : words.apply(item);
        }

        @Override
        public @Nullable T fromString(String text) {
            return null;
        }
    }
}
