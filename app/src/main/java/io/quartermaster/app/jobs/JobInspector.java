package io.quartermaster.app.jobs;

import io.quartermaster.app.diagnosis.Symptom;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.JobListing;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
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

/// The selected job beside the table: facts, next fires, last records. FX thread only.
final class JobInspector extends ScrollPane {
    static final double WIDTH = 304;
    static final double NARROW = 288;

    private final Texts texts;
    private final Times times;
    private final JobWords words;
    private final BiConsumer<JobId, @Nullable RecordId> open;
    private final VBox content = new VBox();
    private Consumer<TriggerRecord> diagnose = record -> {};

    /// @param open opens the records of a job, at one of them or at the newest (null)
    JobInspector(JobInspectorViewModel model, Texts texts, Times times, BiConsumer<JobId, @Nullable RecordId> open) {
        this.texts = texts;
        this.times = times;
        this.words = new JobWords(texts, times);
        this.open = open;
        setId("job-inspector");
        getStyleClass().add("inspector");
        content.getStyleClass().add("inspector-content");
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinWidth(USE_PREF_SIZE);
        setMaxWidth(USE_PREF_SIZE);
        setPrefWidth(WIDTH);
        model.factsProperty().subscribe(this::show);
        texts.languageProperty().subscribe(now -> show(model.factsProperty().get()));
        times.zoneProperty().subscribe(now -> show(model.factsProperty().get()));
    }

    /// What looks into why the newest record failed.
    void onDiagnose(Consumer<TriggerRecord> deed) {
        diagnose = deed;
    }

    private void show(JobInspectorViewModel.@Nullable Facts facts) {
        if (facts == null) {
            content.getChildren().clear();
            return;
        }
        Job job = facts.listing().job();
        Label name = new Label(job.spec().name());
        name.getStyleClass().add("subheading");
        name.setWrapText(true);
        name.setMinHeight(USE_PREF_SIZE);
        content.getChildren().setAll(name);
        if (!job.sound()) {
            content.getChildren().add(unreadable(job));
        }
        if (!job.spec().description().isBlank()) {
            Label description = new Label(job.spec().description());
            description.getStyleClass().add("muted");
            description.setWrapText(true);
            content.getChildren().add(description);
        }
        content.getChildren().addAll(facts(facts), heading("jobs.inspector.ahead"), ahead(facts), recordsHeading(job));
        content.getChildren().addAll(records(facts.records()));
        facts.records().stream()
                .limit(1)
                .filter(newest -> Symptom.of(newest).isPresent())
                .forEach(newest -> content.getChildren().add(why(newest)));
    }

    private Node unreadable(Job job) {
        Label label = new Label(words.flaws(job.flaws()), new FontIcon("fth-alert-circle"));
        label.setId("inspector-unreadable");
        label.getStyleClass().add("status-failed");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private Node facts(JobInspectorViewModel.Facts facts) {
        Job job = facts.listing().job();
        JobSpec spec = job.spec();
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints label = new ColumnConstraints();
        label.setMinWidth(92);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(label, value);
        fact(grid, "jobs.column.type", words.type(spec), false);
        if (JobWords.hasClients(spec.type())) {
            fact(grid, "jobs.form.application", spec.application(), true);
            fact(grid, "jobs.inspector.handler", words.handlers(spec), true);
        } else if (spec.type() == JobType.MESSAGE) {
            fact(grid, "jobs.inspector.event", spec.target(), true);
        }
        if (spec.work().shards() > 1) {
            fact(grid, "jobs.form.shards", Integer.toString(spec.work().shards()), false);
        }
        if (spec.type() == JobType.CLUSTER) {
            fact(grid, "jobs.form.rate", words.rate(spec.work().rate()), false);
        }
        fact(grid, "jobs.column.trigger", words.trigger(spec), true);
        ZoneId zone = spec.timeZone();
        if (zone != null) {
            fact(grid, "jobs.inspector.zone", zone.getId(), true);
        }
        fact(grid, "jobs.column.clients", words.clients(facts.listing()), false);
        fact(grid, "jobs.column.enabled", words.enabled(job), false);
        fact(grid, "jobs.column.owner", words.ownerLong(facts.listing()), false).setId("inspector-owner");
        Label saved = fact(grid, "jobs.inspector.saved", "", false);
        saved.textProperty()
                .bind(texts.live(
                        "jobs.inspector.saved.value",
                        times.relativeLive(job.updatedAt()),
                        job.updatedBy(),
                        Integer.toString(job.version())));
        saved.setTooltip(new Tooltip(times.absolute(job.updatedAt())));
        return grid;
    }

    private Label fact(GridPane grid, String key, String value, boolean mono) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("muted");
        GridPane.setValignment(label, javafx.geometry.VPos.TOP);
        Label text = new Label(value);
        text.setWrapText(true);
        if (mono) {
            text.getStyleClass().add("mono");
        }
        grid.addRow(grid.getRowCount(), label, text);
        return text;
    }

    private Label heading(String key) {
        Label heading = new Label(texts.get(key));
        heading.getStyleClass().addAll("strong", "inspector-heading");
        return heading;
    }

    /// What stands in the ledger, marked so, and then what is to be expected.
    private Node ahead(JobInspectorViewModel.Facts facts) {
        if (facts.planned().isEmpty()) {
            return expected(facts);
        }
        VBox both = new VBox(4);
        both.setId("planned");
        facts.planned().forEach(record -> both.getChildren().add(planned(record)));
        if (!facts.ahead().fires().isEmpty()) {
            both.getChildren().add(expected(facts));
        }
        return both;
    }

    private Node planned(TriggerRecord record) {
        ZoneId zone = times.zoneProperty().get();
        Label at = new Label(times.seconds(record.due(), zone));
        at.getStyleClass().add("mono");
        at.setMinWidth(USE_PREF_SIZE);
        Label mark = new Label(texts.get("jobs.inspector.planned"), new FontIcon("fth-bookmark"));
        mark.getStyleClass().addAll("status-running", "small");
        mark.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label in = new Label();
        in.textProperty().bind(times.relativeLive(record.due()));
        in.getStyleClass().add("muted");
        HBox line = new HBox(8, at, mark, space, in);
        line.setAlignment(Pos.CENTER_LEFT);
        Tooltip.install(line, new Tooltip(texts.get("jobs.inspector.planned.tip", record.id())));
        return line;
    }

    private Node expected(JobInspectorViewModel.Facts facts) {
        ZoneId zone = facts.listing().job().spec().timeZone();
        String why = words.whyNoNext(facts.listing());
        JobListing listing = facts.listing();
        // what the cron says is no promise once the engine has said that nothing comes
        boolean never = why != null && (listing.scheduled() || !listing.job().enabled());
        if (never || facts.ahead().fires().isEmpty() || zone == null) {
            Label none = new Label(why == null ? texts.get("jobs.inspector.ahead.none") : why);
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            return none;
        }
        FiresList list = new FiresList(texts, times);
        list.show(facts.ahead(), zone);
        return list;
    }

    private Node recordsHeading(Job job) {
        Hyperlink all = new Hyperlink(texts.get("jobs.inspector.records.all"));
        all.setId("inspector-all-records");
        all.setOnAction(event -> open.accept(job.id(), null));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(heading("jobs.inspector.records"), space, all);
        line.setAlignment(Pos.BASELINE_LEFT);
        line.getStyleClass().add("inspector-heading");
        return line;
    }

    private List<Node> records(List<TriggerRecord> records) {
        if (records.isEmpty()) {
            Label none = new Label(texts.get("jobs.inspector.records.none"));
            none.getStyleClass().add("muted");
            return List.of(none);
        }
        return records.stream().map(this::record).toList();
    }

    private Node why(TriggerRecord newest) {
        Button why = new Button(texts.get("diagnosis.open"), new FontIcon("fth-help-circle"));
        why.setId("job-diagnose");
        why.setOnAction(event -> diagnose.accept(newest));
        return why;
    }

    private Node record(TriggerRecord record) {
        Label status = new Label();
        RunStatusLook.dress(
                status,
                record.status(),
                texts,
                record.duration().map(times::duration).orElse(""));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label at = new Label();
        at.textProperty().bind(times.relativeLive(record.due()));
        at.getStyleClass().add("muted");
        HBox line = new HBox(8, status, space, at);
        line.getStyleClass().add("inspector-record");
        line.setAlignment(Pos.CENTER_LEFT);
        line.setOnMouseClicked(event -> open.accept(record.job(), record.id()));
        Tooltip tip = new Tooltip(texts.get("jobs.inspector.due", times.absolute(record.due())));
        Tooltip.install(line, tip);
        return line;
    }
}
