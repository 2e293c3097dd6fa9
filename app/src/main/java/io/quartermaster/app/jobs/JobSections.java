package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.store.ClusterRepository.OfferedHandler;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/// The parts of the form that say what the job is and how it runs. FX thread only.
final class JobSections {
    private final FormGrid grid;
    private final JobEditorViewModel model;
    private final JobForm form;
    private final JobWords words;
    private final Texts texts;

    JobSections(FormGrid grid, JobEditorViewModel model, JobWords words, Texts texts) {
        this.words = words;
        this.grid = grid;
        this.model = model;
        this.form = model.form();
        this.texts = texts;
    }

    void basics() {
        grid.section("jobs.form.basics");
        grid.row("jobs.form.name", grid.text("name", form.name, ""), "name");
        grid.row("jobs.form.group", grid.text("group", form.group, "jobs.form.group.prompt"), "group");
        grid.row("jobs.form.description", grid.text("description", form.description, ""), "description");
        grid.row("jobs.form.enabled", check("enabled", form.enabled, "jobs.form.enabled.word"));
        grid.row("jobs.form.type", new Segments<>(texts, "type", form.type, JobType.values(), "jobs.type."));
        ObservableValue<Boolean> ownClients = form.type.map(type -> type == JobType.SIMPLE || type == JobType.CLUSTER);
        SuggestField application = grid.dress(
                new SuggestField(this::applications), "application", form.application, "jobs.form.application.prompt");
        grid.row("jobs.form.application", application, "application")
                .visibleProperty()
                .bind(ownClients);
        HBox handlers = grid.row(
                "jobs.form.handlers", new HandlerStepper(grid, model, words, texts), "target", "steps", "splits");
        handlers.visibleProperty().bind(ownClients);
        grid.row(
                        "jobs.form.eventCode",
                        grid.dress(new TextField(), "eventCode", form.target, "jobs.form.eventCode.prompt"),
                        "target")
                .visibleProperty()
                .bind(form.type.map(type -> type == JobType.MESSAGE));
    }

    private List<SuggestField.Suggestion> applications() {
        return model.offers().all().stream()
                .collect(Collectors.groupingBy(
                        OfferedHandler::application, java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> new SuggestField.Suggestion(each.getKey(), Long.toString(each.getValue()), false))
                .toList();
    }

    void running() {
        grid.section("jobs.form.how");
        new WorkSection(grid, model, texts).add();
        grid.row("jobs.form.missed", grid.choice("missed", form.missed, Policies.Missed.values(), "jobs.form.missed."));
        grid.row("jobs.form.exclusive", check("exclusive", form.exclusive, "jobs.form.exclusive.word"));
        HBox timeout = grid.duration("timeout", form.timeout, "jobs.form.timeout.prompt");
        timeout.getChildren()
                .add(grid.choice("onTimeout", form.onTimeout, Policies.OnTimeout.values(), "jobs.form.onTimeout."));
        grid.row("jobs.form.timeout", timeout, "timeout");
        grid.row("jobs.form.retries", retries(), "retries", "backOff");
        grid.row("jobs.form.retentionDays", retention(), "retentionDays");
        grid.section("jobs.form.params");
        grid.row("", new ParamsPane(texts, form.params), "params");
    }

    private HBox retention() {
        TextField days = grid.text("retentionDays", form.retentionDays, "");
        days.setMaxWidth(64);
        days.setMinWidth(64);
        Label unit = new Label();
        unit.textProperty().bind(texts.live("jobs.form.retentionDays.unit"));
        unit.getStyleClass().add("muted");
        return FormGrid.beside(days, unit);
    }

    private HBox retries() {
        TextField count = grid.text("retries", form.retries, "");
        count.setMaxWidth(64);
        count.setMinWidth(64);
        Label wait = new Label();
        wait.textProperty().bind(texts.live("jobs.form.backOff"));
        wait.getStyleClass().add("muted");
        HBox backOff = grid.duration("backOff", form.backOff, "");
        HBox all = FormGrid.beside(count, wait);
        all.getChildren().addAll(List.copyOf(backOff.getChildren()));
        return all;
    }

    private CheckBox check(String id, javafx.beans.property.BooleanProperty value, String wordKey) {
        CheckBox box = new CheckBox();
        box.setId("job-" + id);
        box.textProperty().bind(texts.live(wordKey));
        box.selectedProperty().bindBidirectional(value);
        return box;
    }
}
