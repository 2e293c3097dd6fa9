package io.quartermaster.app.work;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ExecuteInstance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The second and the third level of a record: the machines, and below each, when a person opens it, its chunks. FX
/// thread only; chunks are read in background tasks.
public final class LevelsPane extends VBox {
    /// How many chunks of a machine are shown here; all of them are in the view of the run.
    private static final int CHUNKS = 20;

    private final Texts texts;
    private final Times times;
    private final BackgroundTasks tasks;
    private final WorkWords words;
    private final Set<String> opened = new HashSet<>();
    private final Map<String, List<Chunk>> read = new HashMap<>();
    private @Nullable Workspace workspace;
    private List<WorkLevels> shown = List.of();

    public LevelsPane(Texts texts, Times times, BackgroundTasks tasks) {
        super(4);
        this.texts = texts;
        this.times = times;
        this.tasks = tasks;
        this.words = new WorkWords(texts, times);
        setId("record-levels");
    }

    /// What lies below the record that is shown.
    public void show(@Nullable Workspace in, List<WorkLevels> levels) {
        boolean another = levels.isEmpty()
                || shown.isEmpty()
                || levels.getFirst().run().id() != shown.getFirst().run().id();
        if (another) {
            opened.clear();
            read.clear();
        }
        workspace = in;
        shown = levels;
        levels.forEach(level -> level.parts().stream()
                .filter(part -> opened.contains(key(part.instance())))
                .forEach(part -> load(part.instance())));
        draw();
    }

    /// Draws what is known, in the language of now.
    public void draw() {
        getChildren().clear();
        for (WorkLevels level : shown) {
            Label summary =
                    new Label(texts.get("work.levels.summary", level.parts().size(), level.all()));
            summary.getStyleClass().add("muted");
            Label counts = new Label(words.counts(level.chunks()));
            counts.setWrapText(true);
            counts.setMinHeight(USE_PREF_SIZE);
            ShareBar bar = new ShareBar();
            bar.show(level.chunks(), Math.max(1, level.all()));
            getChildren().addAll(summary, bar, counts);
            if (level.parts().isEmpty()) {
                getChildren().add(muted(texts.get("work.levels.none")));
            }
            level.parts().forEach(part -> getChildren().add(part(part)));
        }
    }

    private Node part(WorkLevels.Part part) {
        ExecuteInstance instance = part.instance();
        String key = key(instance);
        boolean open = opened.contains(key);
        FontIcon chevron = new FontIcon(open ? "fth-chevron-down" : "fth-chevron-right");
        Label client = new Label(instance.client(), chevron);
        client.setTooltip(new Tooltip(instance.client() + "\n" + instance.instance()));
        Label status = new Label();
        RunStatusLook.dress(status, instance.status(), texts, "");
        status.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(8, client, space, status);
        line.setAlignment(Pos.CENTER_LEFT);
        Label counts = muted(words.counts(part.chunks()));
        VBox toggle = new VBox(line, counts);
        String message = instance.message();
        if (message != null && !message.isBlank()) {
            Label said = new Label(message);
            said.getStyleClass().addAll("small", "status-failed");
            said.setWrapText(true);
            said.setMinHeight(USE_PREF_SIZE);
            toggle.getChildren().add(said);
        }
        toggle.getStyleClass().add("level-toggle");
        toggle.setOnMouseClicked(event -> {
            if (!opened.remove(key)) {
                opened.add(key);
                load(instance);
            }
            draw();
        });
        VBox all = new VBox(toggle);
        if (open) {
            all.getChildren().add(chunks(part, read.getOrDefault(key, List.of())));
        }
        return all;
    }

    private Node chunks(WorkLevels.Part part, List<Chunk> chunks) {
        VBox lines = new VBox();
        lines.getStyleClass().add("level-chunks");
        chunks.forEach(chunk -> lines.getChildren().add(chunk(chunk)));
        int hidden = part.all() - chunks.size();
        if (hidden > 0 && !chunks.isEmpty()) {
            lines.getChildren().add(muted(texts.get("work.levels.more", hidden)));
        }
        return lines;
    }

    private Node chunk(Chunk chunk) {
        Label number = new Label(
                texts.get("work.levels.chunk", Integer.toString(chunk.number()), WorkWords.data(chunk)),
                new FontIcon(WorkWords.icon(chunk.status())));
        number.getStyleClass().addAll("small", WorkWords.style(chunk.status()));
        number.setTooltip(new Tooltip(words.status(chunk.status()) + "\n" + chunk.data()));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label took = muted((words.items(chunk) + "  " + words.took(chunk, null)).strip());
        took.setMinWidth(USE_PREF_SIZE);
        VBox both = new VBox(new HBox(8, number, space, took));
        String message = chunk.message();
        if (message != null && !message.isBlank()) {
            Label said = muted(message);
            said.setWrapText(true);
            said.setMinHeight(USE_PREF_SIZE);
            both.getChildren().add(said);
        }
        return both;
    }

    private void load(ExecuteInstance instance) {
        Workspace from = workspace;
        if (from == null) {
            return;
        }
        tasks.quietly(
                        texts.live("work.task.chunks"),
                        () -> from.database().work().chunks(instance.run(), null, null, instance.instance(), 0, CHUNKS))
                .onDone(found -> {
                    if (opened.contains(key(instance)) && !found.equals(read.put(key(instance), found))) {
                        draw();
                    }
                })
                // the page says that the database is away; what was read stays
                .onFailed(why -> {});
    }

    private static String key(ExecuteInstance instance) {
        return instance.run() + "/" + instance.instance();
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "small");
        return label;
    }
}
