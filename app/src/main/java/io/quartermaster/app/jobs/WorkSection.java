package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The rows of the form that say into how many pieces the work is cut, where they may land and who takes them. FX
/// thread only.
final class WorkSection {
    private final FormGrid grid;
    private final JobEditorViewModel model;
    private final JobForm form;
    private final Texts texts;

    WorkSection(FormGrid grid, JobEditorViewModel model, Texts texts) {
        this.grid = grid;
        this.model = model;
        this.form = model.form();
        this.texts = texts;
    }

    void add() {
        only(grid.row("jobs.form.shards", number("shards", form.work.shards), "shards"), JobType.SIMPLE);
        only(grid.row("jobs.form.rate", number("rate", form.work.rate), "rate"), JobType.CLUSTER);
        grid.row("jobs.form.zones", zones(), "zones");
        HBox communication = grid.row("jobs.form.communication", communication());
        communication.visibleProperty().bind(form.type.map(type -> type != JobType.TOPOLOGY));
        HBox routing = grid.row(
                "jobs.form.routing",
                grid.choice("routing", form.routing, Policies.Routing.values(), "jobs.form.routing."));
        only(routing, JobType.SIMPLE, JobType.CLUSTER);
        HBox hosts = grid.row(
                "jobs.form.addresses",
                grid.dress(
                        new SuggestField(this::hosts, true),
                        "addresses",
                        form.work.addresses,
                        "jobs.form.addresses.prompt"),
                "addresses");
        hosts.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> JobWords.hasClients(form.type.get()) && form.routing.get() == Policies.Routing.CHOSEN,
                        form.type,
                        form.routing));
    }

    private HBox number(String id, StringProperty value) {
        TextField field = grid.text(id, value, "jobs.form." + id + ".prompt");
        field.setMinWidth(84);
        field.setMaxWidth(84);
        Label unit = new Label();
        unit.textProperty().bind(texts.live("jobs.form." + id + ".unit"));
        unit.getStyleClass().add("muted");
        return FormGrid.beside(field, unit);
    }

    private HBox zones() {
        TextField names = grid.text("zones", form.zones, "jobs.form.zones.prompt");
        names.visibleProperty().bind(form.zoneChoice.map(choice -> choice == ZoneChoice.NAMED));
        HBox.setHgrow(names, Priority.ALWAYS);
        return FormGrid.beside(
                grid.choice("zoneChoice", form.zoneChoice, ZoneChoice.values(), "jobs.form.zones."), names);
    }

    /// What the choice means for a cluster job differs so much from a simple one's that it is explained below it.
    private VBox communication() {
        Label meaning = new Label();
        meaning.setId("job-communication-meaning");
        meaning.textProperty()
                .bind(form.communication.flatMap(
                        choice -> texts.live("jobs.form.communication.cluster." + choice.name())));
        meaning.getStyleClass().addAll("muted", "small");
        meaning.setWrapText(true);
        meaning.setMinHeight(VBox.USE_PREF_SIZE);
        ObservableValue<Boolean> cluster = form.type.map(type -> type == JobType.CLUSTER);
        meaning.visibleProperty().bind(cluster);
        meaning.managedProperty().bind(meaning.visibleProperty());
        return new VBox(
                4,
                grid.choice(
                        "communication",
                        form.communication,
                        Policies.Communication.values(),
                        "jobs.form.communication."),
                meaning);
    }

    /// The hosts on which clients of the application are connected now.
    private List<SuggestField.Suggestion> hosts() {
        String application = form.application.get().strip();
        return model.offers().hosts().stream()
                .filter(each -> application.isEmpty() || each.application().equals(application))
                .map(each -> new SuggestField.Suggestion(
                        each.host(), texts.get("jobs.form.addresses.offer", each.application(), each.zone()), false))
                .distinct()
                .toList();
    }

    private void only(Node row, JobType... types) {
        row.visibleProperty().bind(form.type.map(type -> List.of(types).contains(type)));
    }
}
