package io.quartermaster.app.runs;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.Verb;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The right side of a run: all there is to know of the selected node, or of the run itself. FX thread only.
final class RunInspector extends ScrollPane {
    private static final int COPIES_LISTED = 60;

    private final RunViewModel model;
    private final RunWords words;
    private final Texts texts;
    private final Times times;
    private final Consumer<TraceId> openTrace;
    private final VBox head = new VBox(6);
    private final FlowPane verbs = new FlowPane(6, 6);
    private final VBox body = new VBox(8);
    private final InspectorValues values;

    RunInspector(Desk desk, RunViewModel model, RunWords words, Consumer<TraceId> openTrace) {
        this.model = model;
        this.words = words;
        this.texts = desk.texts();
        this.times = desk.times();
        this.openTrace = openTrace;
        this.values = new InspectorValues(model, texts, times, body);
        setId("run-inspector");
        getStyleClass().add("inspector");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        // made once: the rest is drawn anew while a run goes on, and a button must not vanish under the mouse
        for (Verb verb : RunActions.OF_NODE) {
            Button button = desk.actions().button(RunActions.of(verb));
            button.getStyleClass().add("small");
            button.setMinWidth(USE_PREF_SIZE);
            verbs.getChildren().add(button);
        }
        verbs.managedProperty().bind(verbs.visibleProperty());
        VBox content = new VBox(8, head, verbs, body);
        content.getStyleClass().add("inspector-content");
        setContent(content);
        model.shownProperty().subscribe(now -> draw());
        model.selectedProperty().subscribe(now -> draw());
    }

    /// Says the same in another language.
    void draw() {
        Shown shown = model.shownProperty().get();
        NodeFold fold = model.selectedFold().orElse(null);
        head.getChildren().clear();
        body.getChildren().clear();
        verbs.setVisible(fold != null);
        if (shown == null) {
            return;
        }
        if (fold == null) {
            ofRun(shown);
        } else {
            ofNode(shown, fold);
        }
    }

    private void ofRun(Shown shown) {
        TriggerRecord record = model.recordProperty().get();
        if (record == null) {
            return;
        }
        head.getChildren().add(title(texts.get("runs.panel.run")));
        Label status = new Label();
        RunStatusLook.dress(status, shown.run().status(), texts, "");
        head.getChildren().add(status);
        Facts facts = new Facts(texts)
                .mono("records.column.due", times.absolute(record.due()))
                .mono("records.column.fired", at(record.fired()))
                .mono("records.details.finished", at(record.finished()))
                .add(
                        "records.column.reason",
                        texts.get("records.reason." + record.reason().name()))
                .add("records.column.server", orEmpty(record.server()))
                .mono("records.column.trace", record.trace().value());
        body.getChildren().add(facts);
        body.getChildren().add(logLink(record));
        longText("records.details.error", orEmpty(record.error()));
        String frame =
                shown.folded().bodies().size() == 1 ? shown.folded().bodies().getFirst() : "";
        values.parameters(shown, shown.run().parameters(frame));
        values.deeds(shown.story().deeds());
    }

    private void ofNode(Shown shown, NodeFold fold) {
        head.getChildren().add(title(fold.node().name()));
        Label status = new Label(
                words.word(fold.standing())
                        + (fold.many() ? "  " + fold.over() + "/" + fold.keys().size() : ""),
                new FontIcon(fold.standing().look().icon()));
        status.setId("run-node-status");
        status.getStyleClass().add("status-" + fold.standing().look().token());
        head.getChildren().add(status);
        if (fold.node().part() instanceof Part.Work work) {
            body.getChildren()
                    .add(new Facts(texts)
                            .add(
                                    "runs.panel.job",
                                    model.jobNames()
                                            .getOrDefault(work.job(), work.job().toString())));
        }
        if (fold.node().part() instanceof Part.Nested) {
            body.getChildren()
                    .add(link(
                            "run-open-within",
                            "runs.panel.within",
                            "fth-git-merge",
                            () -> model.go(
                                    model.trailProperty().get().into(fold.node().id()))));
        }
        NodeKey key = fold.key();
        if (fold.many()) {
            copies(shown, fold);
        } else if (key != null) {
            one(shown, fold, key);
        }
    }

    private void one(Shown shown, NodeFold fold, NodeKey key) {
        NodeState state = fold.state();
        body.getChildren()
                .add(new Facts(texts)
                        .add(
                                "runs.panel.progress",
                                shown.progress(key).map(said -> said.line()).orElse(""))
                        .add("runs.panel.waits", words.waits(state, shown.at()))
                        .add("runs.panel.pass", state.pass() > 1 ? Integer.toString(state.pass()) : "")
                        .add("runs.panel.locked", state.locked() ? texts.get("runs.panel.locked.yes") : "")
                        .add("runs.panel.code", state.code())
                        .mono("runs.panel.key", key.toString()));
        longText("runs.panel.message", state.message());
        TriggerRecord record = model.recordProperty().get();
        if (record != null && fold.node().part() instanceof Part.Task) {
            body.getChildren().add(logLink(record));
        }
        attempts(shown, key);
        if (fold.node().part() instanceof Part.Work) {
            values.given(key);
        }
        values.written(shown, key);
        values.deeds(shown.story().deeds(key));
    }

    /// The worst first, each leading to itself.
    private void copies(Shown shown, NodeFold fold) {
        heading("runs.panel.copies");
        muted(fold.counts().entrySet().stream()
                .map(each -> each.getValue() + " " + words.word(each.getKey()))
                .collect(Collectors.joining(", ")));
        List<NodeKey> worst = fold.keys().stream()
                .sorted(java.util.Comparator.comparing(
                        key -> Standing.of(shown.run().node(key), false)))
                .limit(COPIES_LISTED)
                .toList();
        for (NodeKey key : worst) {
            Standing standing = Standing.of(shown.run().node(key), false);
            Hyperlink link = new Hyperlink(
                    texts.get("runs.panel.copy", copyName(shown, key), words.word(standing)),
                    new FontIcon(standing.look().icon()));
            link.getStyleClass().add("status-" + standing.look().token());
            link.setOnAction(event -> model.show(key));
            body.getChildren().add(link);
        }
        if (fold.keys().size() > worst.size()) {
            muted(texts.get("runs.reach.more", fold.keys().size() - worst.size()));
        }
    }

    private static String copyName(Shown shown, NodeKey key) {
        return shown.folded().copies().stream()
                .filter(place -> place.id().equals(key.frame()))
                .map(Crumbs::copyName)
                .findFirst()
                .orElse(key.frame());
    }

    private void attempts(Shown shown, NodeKey key) {
        List<Attempt> attempts = shown.story().attempts(key);
        if (attempts.isEmpty()) {
            return;
        }
        heading("runs.panel.attempts");
        for (Attempt attempt : attempts.reversed()) {
            body.getChildren().add(attempt(shown, attempt));
        }
    }

    private Node attempt(Shown shown, Attempt attempt) {
        Standing standing = attempt.status() == null
                ? attempt.ended() == null ? Standing.EXECUTING : Standing.NOT_EXECUTED
                : Standing.of(attempt.status());
        Instant end = attempt.ended() == null ? shown.at() : attempt.ended();
        Label line = new Label(
                texts.get(
                        attempt.pass() > 1 ? "runs.panel.attempt.pass" : "runs.panel.attempt",
                        attempt.number(),
                        attempt.pass(),
                        attempt.status() == null && attempt.ended() != null
                                ? texts.get("runs.panel.attempt.over")
                                : words.word(standing),
                        times.duration(java.time.Duration.between(
                                attempt.began(), end.isBefore(attempt.began()) ? attempt.began() : end))),
                new FontIcon(standing.look().icon()));
        line.getStyleClass().add("status-" + standing.look().token());
        line.setWrapText(true);
        VBox box = new VBox(2, line);
        small(box, times.absolute(attempt.began()));
        if (attempt.sent() != null) {
            small(box, attempt.sent().client() + " · " + attempt.sent().zone());
        }
        if (!attempt.message().isBlank() && attempt.ended() != null) {
            small(box, attempt.code().isEmpty() ? attempt.message() : attempt.code() + ": " + attempt.message());
        }
        return box;
    }

    private Hyperlink logLink(TriggerRecord record) {
        return link("run-open-log", "records.details.open", "fth-file-text", () -> openTrace.accept(record.trace()));
    }

    private Hyperlink link(String id, String key, String icon, Runnable handler) {
        Hyperlink link = new Hyperlink(texts.get(key), new FontIcon(icon));
        link.setId(id);
        link.setOnAction(event -> handler.run());
        return link;
    }

    private Label title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add("subheading");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        return title;
    }

    private void heading(String key) {
        Label heading = new Label(texts.get(key));
        heading.getStyleClass().addAll("strong", "inspector-heading");
        body.getChildren().add(heading);
    }

    private void longText(String key, String text) {
        if (text.isBlank()) {
            return;
        }
        heading(key);
        Label label = new Label(text);
        label.getStyleClass().addAll("mono", "status-failed");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        body.getChildren().add(label);
    }

    static void small(VBox box, String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "small");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        box.getChildren().add(label);
    }

    private void muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "small");
        body.getChildren().add(label);
    }

    private String at(@Nullable Instant instant) {
        return instant == null ? "" : times.absolute(instant);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
