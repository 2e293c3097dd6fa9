package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.store.ClusterRepository.ServerRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the log says about the switch in force, and what to do when it cannot say. FX thread only.
final class ProofPane extends VBox {
    /// Where the engine logs when nobody configured it, for a server whose row does not say.
    private static final String USUAL_DIRECTORY = "/home/admin/logs/antscheduler";

    private static final int SHOWN_LINES = 4;

    private final Desk desk;
    private final Texts texts;
    private final ZonesViewModel model;
    private final Consumer<ProofLine> openInLogs;

    ProofPane(Desk desk, ZonesViewModel model, Consumer<ProofLine> openInLogs) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.openInLogs = openInLogs;
        setId("proof");
        getStyleClass().addAll("proof-pane", "gap-8");
        model.proof().proofProperty().subscribe(proof -> show());
        model.selectedProperty().subscribe(row -> {
            if (model.proof().proofProperty().get() instanceof Proof.NotAsked) {
                show();
            }
        });
        texts.languageProperty().subscribe(language -> show());
    }

    private void show() {
        switch (model.proof().proofProperty().get()) {
            case Proof.NotAsked not -> notAsked();
            case Proof.Waiting waiting -> waiting(waiting);
            case Proof.Proved proved -> proved(proved);
            case Proof.Refuted refuted -> refuted(refuted);
            case Proof.NothingFired nothing -> nothingFired(nothing);
            case Proof.NotHere nothing -> notHere();
            case Proof.Unreadable unreadable -> {
                head("fth-alert-triangle", "status-failed", texts.get("zones.proof.unreadable", unreadable.why()));
                getChildren().addAll(faint(unreadable.directory().toString()), row(again(), choose()));
            }
            case Proof.Stopped stopped -> {
                head("fth-slash", "status-neutral", texts.get("zones.proof.stopped"));
                getChildren().add(row(again()));
            }
        }
    }

    private void notAsked() {
        InstanceRow row = model.selectedProperty().get();
        boolean switched = row != null && row.standing() instanceof Standing.Switched;
        head("fth-help-circle", "muted", texts.get(switched ? "zones.proof.notasked" : "zones.proof.nothing"));
        if (switched) {
            getChildren().add(row(desk.actions().button("zones.prove")));
        }
    }

    private void waiting(Proof.Waiting waiting) {
        head("fth-clock", "status-running", texts.get("zones.proof.waiting", waiting.directory()));
        ProgressBar bar = new ProgressBar(waiting.share());
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        if (waiting.fresh()) {
            getChildren().add(fresh());
        }
        getChildren().add(row(bar, button("proof-stop", "zones.proof.stop", "fth-x", () -> model.proof()
                .stop())));
    }

    private void proved(Proof.Proved proved) {
        head(
                "fth-check-circle",
                "status-ok",
                texts.get("zones.proof.proved", proved.findings().size()));
        landed(proved.findings());
    }

    private void refuted(Proof.Refuted refuted) {
        List<Finding> strayed = refuted.findings().stream()
                .filter(finding -> finding.strayed() != null)
                .toList();
        head(
                "fth-x-circle",
                "status-failed",
                texts.get("zones.proof.refuted", strayed.getFirst().from()));
        getChildren().add(faint(texts.get("zones.proof.refuted.todo")));
        strayed.stream()
                .limit(SHOWN_LINES)
                .map(Finding::strayed)
                .filter(Objects::nonNull)
                .forEach(this::line);
        getChildren().add(row(again()));
    }

    private void nothingFired(Proof.NothingFired nothing) {
        boolean some = nothing.findings().stream().anyMatch(finding -> finding.landed() != null);
        head(
                "fth-clock",
                "status-waiting",
                some
                        ? texts.get("zones.proof.nothingfired.some")
                        : texts.get("zones.proof.nothingfired", desk.times().absolute(nothing.since())));
        if (nothing.fresh()) {
            getChildren().add(fresh());
        }
        getChildren().add(faint(texts.get("zones.proof.nothingfired.todo")));
        landed(nothing.findings());
        getChildren().add(row(again(), choose()));
    }

    private Label fresh() {
        Label label = faint(texts.get("zones.proof.fresh", SwitchProof.FILE));
        label.setId("proof-fresh");
        return label;
    }

    private void notHere() {
        ProofViewModel.Question question = model.proof().question();
        ZonesSnapshot now = model.shownProperty().get();
        ServerRow server = (now == null ? List.<ServerRow>of() : now.servers())
                .stream()
                        .filter(each -> !each.logDirectory().isBlank())
                        .findFirst()
                        .orElse(null);
        head("fth-hard-drive", "status-neutral", texts.get("zones.proof.nothere"));
        getChildren()
                .add(faint(
                        server == null
                                ? texts.get("zones.proof.nothere.todo")
                                : texts.get("zones.proof.nothere.on", server.host())));
        if (question != null) {
            String directory = server == null ? USUAL_DIRECTORY : server.logDirectory();
            String command = ProofCommand.of(question.zoneSwitch(), directory);
            getChildren().add(row(mono(command), copy(command)));
        }
        getChildren().add(row(choose()));
    }

    private void landed(List<Finding> findings) {
        findings.stream()
                .map(Finding::landed)
                .filter(Objects::nonNull)
                .limit(SHOWN_LINES)
                .forEach(this::line);
    }

    private void line(ProofLine line) {
        String file = String.valueOf(line.file().getFileName());
        String origin = line.number() > 0 ? texts.get("zones.proof.line", file, Long.toString(line.number())) : file;
        Label where = faint(origin);
        where.setMinWidth(Region.USE_PREF_SIZE);
        getChildren()
                .add(row(
                        where,
                        mono(line.text()),
                        copy(line.text()),
                        button("proof-open", "zones.proof.open", "fth-external-link", () -> openInLogs.accept(line))));
    }

    private void head(String icon, String style, String text) {
        Label label = new Label(text, new FontIcon(icon));
        label.setId("proof-head");
        label.getStyleClass().add(style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        Label title = new Label(texts.get("zones.proof"));
        title.getStyleClass().addAll("strong", "small");
        getChildren().setAll(title, label);
    }

    private Label faint(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "small");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// A text in the monospace font; the tooltip has all of it.
    private Label mono(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("mono", "proof-line");
        label.setTooltip(new javafx.scene.control.Tooltip(text));
        label.setMaxWidth(Double.MAX_VALUE);
        label.setMinWidth(80);
        HBox.setHgrow(label, Priority.ALWAYS);
        return label;
    }

    private Button copy(String text) {
        Button button = new Button("", new FontIcon("fth-copy"));
        button.getStyleClass().addAll("icon-button", "flat");
        button.setAccessibleText(texts.get("zones.copy"));
        button.setTooltip(new javafx.scene.control.Tooltip(texts.get("zones.copy")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            desk.toasts().show(texts.get("zones.copied"));
        });
        return button;
    }

    private Button again() {
        return button("proof-again", "zones.proof.again", "fth-refresh-cw", model::prove);
    }

    private Button choose() {
        return button("proof-choose", "zones.proof.choose", "fth-folder", () -> {
            Path last = model.proof().directory();
            Path start = last == null ? Path.of(System.getProperty("user.home", "")) : last;
            desk.dialogs()
                    .files()
                    .directory(texts.get("zones.proof.choose.title"), start)
                    .ifPresent(model::proveIn);
        });
    }

    private Button button(String id, String key, String icon, Runnable handler) {
        Button button = new Button(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> handler.run());
        return button;
    }

    private static HBox row(Node... nodes) {
        HBox row = new HBox(8);
        Stream.of(nodes).forEach(row.getChildren()::add);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setMinHeight(Region.USE_PREF_SIZE);
        return row;
    }
}
