package io.quartermaster.app.diagnosis;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Dialogs;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.TriggerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The sheet that tells what was looked at because of a failure, what is wrong of it, and what to do. FX thread only;
/// the database is asked in background tasks.
public final class Diagnosis {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 460;

    private final Desk desk;
    private final Texts texts;
    private final Workspace in;
    private final TriggerRecord record;
    private final Symptom symptom;
    private final VBox lines = new VBox(10);
    private final Label read = new Label();
    private final Faces faces;

    private Diagnosis(Desk desk, Workspace in, TriggerRecord record, Symptom symptom) {
        this.desk = desk;
        this.texts = desk.texts();
        this.in = in;
        this.record = record;
        this.symptom = symptom;
        ScrollPane scroll = new ScrollPane(lines);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("diagnosis-scroll");
        lines.getStyleClass().add("diagnosis-checks");
        this.faces = new Faces(texts, scroll);
    }

    /// Looks into why a record failed; does nothing when the checks know nothing of its failure.
    public static void open(Desk desk, Workspace in, TriggerRecord record) {
        Symptom.of(record).ifPresent(symptom -> new Diagnosis(desk, in, record, symptom).open());
    }

    private void open() {
        Label said = new Label(record.error() == null ? texts.get("records.status.TIMEOUT") : record.error());
        said.getStyleClass().addAll("status-failed", "mono");
        said.setWrapText(true);
        said.setMinHeight(Label.USE_PREF_SIZE);
        read.getStyleClass().addAll("muted", "small");
        VBox.setVgrow(faces, Priority.ALWAYS);
        VBox content = new VBox(8, said, read, faces);
        content.setId("diagnosis");
        content.setPrefSize(WIDTH, HEIGHT);
        content.setMinWidth(WIDTH);
        Button again = new Button();
        again.textProperty().bind(texts.live("diagnosis.again"));
        again.setId("diagnosis-again");
        again.setOnAction(event -> look());
        Button close = new Button();
        close.textProperty().bind(texts.live("platform.close"));
        close.setId("diagnosis-close");
        Dialogs.Sheet sheet = desk.dialogs()
                .sheet(
                        texts.live(
                                "diagnosis.title", record.jobName(), record.id().toString()),
                        content,
                        again,
                        close);
        close.setOnAction(event -> sheet.close());
        look();
    }

    private void look() {
        faces.showLoading();
        desk.tasks()
                .quietly(texts.live("diagnosis.task"), () -> Evidence.read(in, record))
                .onDone(this::show)
                .onFailed(why -> faces.showBroken(
                        texts.live("diagnosis.broken"),
                        new SimpleStringProperty(
                                new Trouble(desk.times().ticker().clock().instant(), why).cause()),
                        this::look));
    }

    private void show(Evidence seen) {
        List<Check> checks = Diagnose.of(symptom, seen);
        read.setText(texts.get(
                "diagnosis.read",
                desk.times().absolute(seen.at()),
                desk.times().absolute(seen.failed()),
                checks.stream()
                        .filter(check -> check.result() == Check.Result.WRONG)
                        .count()));
        lines.getChildren().setAll(checks.stream().map(this::line).toList());
        faces.showContent();
    }

    private Node line(Check check) {
        Label mark = new Label(null, new FontIcon(icon(check.result())));
        mark.getStyleClass().add(style(check.result()));
        Label topic = new Label(texts.get("diagnosis.topic." + check.topic()));
        topic.getStyleClass().add("strong");
        Label result = new Label(texts.get("diagnosis.result." + check.result()));
        result.getStyleClass().addAll("small", style(check.result()));
        HBox head = new HBox(8, topic, result);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox text = new VBox(2, head, wrapped(say(check.said())));
        check.evidence().forEach(each -> {
            Label seen = wrapped(say(each));
            seen.getStyleClass().addAll("muted", "small");
            text.getChildren().add(seen);
        });
        Said todo = check.todo();
        if (todo != null) {
            Label what = wrapped(say(todo));
            what.setGraphic(new FontIcon("fth-arrow-right"));
            what.getStyleClass().add("diagnosis-todo");
            text.getChildren().add(what);
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(10, mark, text);
        line.setId("check-" + check.topic());
        return line;
    }

    private String say(Said said) {
        Object[] args = said.args().stream()
                .map(each -> switch (each) {
                    case Instant at -> desk.times().absolute(at);
                    case Duration span -> desk.times().duration(span);
                    case Said inner -> say(inner);
                    default -> each;
                })
                .toArray();
        return texts.get(said.key(), args);
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }

    private static String icon(Check.Result result) {
        return switch (result) {
            case OK -> "fth-check-circle";
            case WRONG -> "fth-alert-triangle";
            case UNKNOWN -> "fth-help-circle";
        };
    }

    private static String style(Check.Result result) {
        return switch (result) {
            case OK -> "status-ok";
            case WRONG -> "status-failed";
            case UNKNOWN -> "status-neutral";
        };
    }
}
