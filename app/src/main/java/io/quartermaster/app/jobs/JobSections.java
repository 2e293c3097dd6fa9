package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.store.ClusterRepository.OfferedHandler;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/// The parts of the form that say what the job is and how it runs. FX thread only.
final class JobSections {
    private final FormGrid grid;
    private final JobEditorViewModel model;
    private final JobForm form;
    private final Texts texts;

    JobSections(FormGrid grid, JobEditorViewModel model, Texts texts) {
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
        ObservableValue<Boolean> simple = form.type.map(type -> type == JobType.SIMPLE);
        SuggestField application = grid.dress(
                new SuggestField(this::applications), "application", form.application, "jobs.form.application.prompt");
        grid.row("jobs.form.application", application, "application")
                .visibleProperty()
                .bind(simple);
        SuggestField handler =
                grid.dress(new SuggestField(this::handlers), "target", form.target, "jobs.form.target.prompt");
        HBox target = grid.row("jobs.form.target", handler, "target");
        target.visibleProperty().bind(simple);
        Label warning = handlerWarning();
        FormGrid.advise(target, warning);
        warning.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.offers().warning(model.form()) != null,
                        form.type,
                        form.target,
                        form.application,
                        model.offers().all()));
        grid.row(
                        "jobs.form.eventCode",
                        grid.dress(new TextField(), "eventCode", form.target, "jobs.form.eventCode.prompt"),
                        "target")
                .visibleProperty()
                .bind(form.type.map(type -> type == JobType.MESSAGE));
    }

    private Label handlerWarning() {
        Label label = new Label(null, new FontIcon("fth-alert-triangle"));
        label.setId("job-handler-warning");
        label.getStyleClass().addAll("status-waiting", "small");
        label.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            String key = model.offers().warning(model.form());
                            return key == null ? "" : texts.get(key);
                        },
                        form.type,
                        form.target,
                        form.application,
                        model.offers().all(),
                        texts.languageProperty()));
        return label;
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

    /// Those of the application typed, or of all while none is.
    private List<SuggestField.Suggestion> handlers() {
        String application = form.application.get().strip();
        return model.offers().all().stream()
                .filter(each -> application.isEmpty() || each.application().equals(application))
                .map(each -> new SuggestField.Suggestion(
                        each.handler(),
                        texts.get(
                                "jobs.handler.offer",
                                each.application(),
                                texts.get("jobs.handler.kind." + each.kind())),
                        each.kind() != HandlerKind.SIMPLE))
                .toList();
    }

    void running() {
        grid.section("jobs.form.how");
        grid.row("jobs.form.zones", zones(), "zones");
        grid.row(
                "jobs.form.communication",
                grid.choice(
                        "communication",
                        form.communication,
                        Policies.Communication.values(),
                        "jobs.form.communication."));
        grid.row(
                "jobs.form.routing",
                grid.choice("routing", form.routing, Policies.Routing.values(), "jobs.form.routing."));
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

    private HBox zones() {
        ToggleGroup group = new ToggleGroup();
        RadioButton shared = radio("shared", group);
        RadioButton named = radio("named", group);
        TextField names = grid.text("zones", form.zones, "jobs.form.zones.prompt");
        names.disableProperty().bind(form.zonesNamed.not());
        HBox.setHgrow(names, Priority.ALWAYS);
        // the listener sits on controls of this form, so it goes with them
        InvalidationListener chosen = property -> form.zonesNamed.set(named.isSelected());
        form.zonesNamed.subscribe(now -> (now ? named : shared).setSelected(true));
        named.selectedProperty().addListener(chosen);
        return FormGrid.beside(shared, named, names);
    }

    private RadioButton radio(String word, ToggleGroup group) {
        RadioButton button = new RadioButton();
        button.setId("job-zones-" + word);
        button.textProperty().bind(texts.live("jobs.form.zones." + word));
        button.setToggleGroup(group);
        button.setMinWidth(HBox.USE_PREF_SIZE);
        return button;
    }

    private CheckBox check(String id, javafx.beans.property.BooleanProperty value, String wordKey) {
        CheckBox box = new CheckBox();
        box.setId("job-" + id);
        box.textProperty().bind(texts.live(wordKey));
        box.selectedProperty().bindBidirectional(value);
        return box;
    }
}
