package io.quartermaster.bench;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.jobs.JobsPage;
import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.AppState;
import io.quartermaster.app.platform.Appearance;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.DialogLayer;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Theme;
import io.quartermaster.app.platform.Ticker;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.platform.Toasts;
import io.quartermaster.app.platform.WindowFileChoosers;
import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Opens the jobs page over a database of so many jobs, then types a filter into it: milliseconds from connecting to
/// the frame that shows all jobs, and from a keystroke to the frame that shows what it left (the slowest).
///
/// Everything is done twice. The first time is that of a process a second old, which loads and interprets most of what
/// it runs; the second, after another connection was open, is what a person meets for the rest of the day, and is the
/// figure.
public final class JobsTable {
    private static final InstanceId INSTANCE = new InstanceId("000001");
    private static final String TYPED = "settle 77";

    private JobsTable() {}

    public static void main(String[] args) {
        Application.launch(Window.class, args);
    }

    /// Public, because the toolkit makes it.
    public static final class Window extends Application {
        private final List<Long> keystrokes = new ArrayList<>();
        private final SimpleObjectProperty<@Nullable Workspace> connected = new SimpleObjectProperty<>();
        private int jobs;
        private boolean again;

        @Override
        public void start(Stage stage) {
            jobs = Integer.parseInt(getParameters().getRaw().getFirst());
            Workspace few = workspace("few", 20);
            Workspace many = workspace("many", jobs);
            Desk desk = desk(stage);
            desk.theme().start();
            desk.theme().loadFonts();
            JobsPage page = new JobsPage(desk, connected, (job, name, record) -> {});
            BorderPane root = new BorderPane();
            Scene scene = new Scene(root, 1360, 860);
            desk.theme().apply(scene);
            stage.setScene(scene);
            stage.show();
            page.activate();
            root.setCenter(page.view());
            open(
                    page,
                    many,
                    () -> open(page, few, () -> {
                        again = true;
                        open(page, many, Platform::exit);
                    }));
        }

        private void open(JobsPage page, Workspace workspace, Runnable then) {
            int expected = workspace.database().jobs().list(INSTANCE).size();
            long start = System.nanoTime();
            connected.set(workspace);
            page.refresh();
            whenPainted(() -> page.model().shown().size() == expected, () -> {
                if (expected == jobs) {
                    String first = again ? "" : "first of the process: ";
                    System.out.println(first + "table_open_ms=" + millisSince(start));
                }
                type(page, 1, then);
            });
        }

        private void type(JobsPage page, int length, Runnable then) {
            if (length > TYPED.length()) {
                String first = again ? "" : "first of the process: ";
                System.out.println(first + "keystrokes in order, ms: " + keystrokes);
                System.out.println(first + "filter_ms=" + Collections.max(keystrokes));
                keystrokes.clear();
                page.model().filterProperty().set("");
                whenPainted(() -> true, then);
                return;
            }
            long start = System.nanoTime();
            page.model().filterProperty().set(TYPED.substring(0, length));
            whenPainted(() -> true, () -> {
                keystrokes.add(millisSince(start));
                type(page, length + 1, then);
            });
        }

        /// Runs `then` on the third pulse from when the condition holds: the first hands its picture to the painter,
        /// the second waits for that one to be painted.
        private static void whenPainted(java.util.function.BooleanSupplier condition, Runnable then) {
            new AnimationTimer() {
                private int frames;

                @Override
                public void handle(long now) {
                    if (condition.getAsBoolean() && ++frames == 3) {
                        stop();
                        then.run();
                    }
                }
            }.start();
        }

        private static long millisSince(long start) {
            return (System.nanoTime() - start) / 1_000_000;
        }

        private static Desk desk(Stage stage) {
            Texts texts = new Texts(Language.ENGLISH);
            DialogLayer dialogs = new DialogLayer(texts, new WindowFileChoosers(() -> stage));
            Toasts toasts = new Toasts();
            Path state = Path.of(System.getProperty("quartermaster.home"), "console.properties");
            return new Desk(
                    texts,
                    BackgroundTasks.pooled(Throwable::printStackTrace),
                    dialogs,
                    new ActionRegistry(texts, dialogs, toasts),
                    toasts,
                    new Times(texts, new Ticker(InstantSource.system()), ZoneId.systemDefault()),
                    new Theme(Appearance.LIGHT),
                    new AppState(state, Runnable::run));
        }

        private static Workspace workspace(String name, int jobs) {
            return new Workspace(filled(name, jobs), INSTANCE, new Actor("bench", "localhost"), Environment.TEST, null);
        }

        private static Database filled(String name, int jobs) {
            Database database = Database.open(new DatabaseSettings.InMemory(name), 4);
            database.schema().migrate();
            Actor actor = new Actor("bench", "localhost");
            for (int i = 0; i < jobs; i++) {
                JobSpec spec = JobSpec.blank(INSTANCE)
                        .withName(String.format(Locale.ROOT, "settle-%05d", i))
                        .withTarget(JobType.SIMPLE, "app-" + i % 40, "handler" + i % 200);
                database.jobs().create(spec, false, actor);
            }
            return database;
        }
    }
}
