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

/// Opens the jobs page over a database of so many jobs, then types a filter into it: milliseconds from the page
/// coming to
/// the front to the frame that shows all jobs, and from a keystroke to the frame that shows what it left (the slowest).
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
        private @Nullable JobsPage page;
        private int jobs;

        @Override
        public void start(Stage stage) {
            jobs = Integer.parseInt(getParameters().getRaw().getFirst());
            Workspace workspace =
                    new Workspace(filled(jobs), INSTANCE, new Actor("bench", "localhost"), Environment.TEST, null);
            SimpleObjectProperty<@Nullable Workspace> connected = new SimpleObjectProperty<>();
            Desk desk = desk(stage);
            desk.theme().start();
            desk.theme().loadFonts();
            JobsPage opened = new JobsPage(desk, connected, (job, name, record) -> {});
            page = opened;
            BorderPane root = new BorderPane();
            Scene scene = new Scene(root, 1360, 860);
            desk.theme().apply(scene);
            stage.setScene(scene);
            stage.show();
            long start = System.nanoTime();
            connected.set(workspace);
            opened.activate();
            root.setCenter(opened.view());
            whenPainted(() -> opened.model().shown().size() == jobs, () -> {
                System.out.println("table_open_ms=" + millisSince(start));
                type(opened, 1);
            });
        }

        private void type(JobsPage opened, int length) {
            if (length > TYPED.length()) {
                System.out.println("keystrokes in order, ms: " + keystrokes);
                keystrokes.sort(null);
                System.out.println("filter_ms=" + keystrokes.getLast());
                Platform.exit();
                return;
            }
            long start = System.nanoTime();
            opened.model().filterProperty().set(TYPED.substring(0, length));
            whenPainted(() -> true, () -> {
                keystrokes.add(millisSince(start));
                type(opened, length + 1);
            });
        }

        /// Runs `then` on the second pulse after the condition holds: the frame that shows it has been painted.
        private static void whenPainted(java.util.function.BooleanSupplier condition, Runnable then) {
            new AnimationTimer() {
                private int frames;

                @Override
                public void handle(long now) {
                    if (condition.getAsBoolean() && ++frames == 2) {
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

        private static Database filled(int jobs) {
            Database database = Database.open(new DatabaseSettings.InMemory("bench"), 4);
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
