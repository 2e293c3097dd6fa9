package io.quartermaster.app;

import io.quartermaster.app.connections.ActiveConnection;
import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.AppState;
import io.quartermaster.app.platform.Appearance;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.BlockWatch;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.DialogLayer;
import io.quartermaster.app.platform.Directories;
import io.quartermaster.app.platform.ErrorNotice;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Theme;
import io.quartermaster.app.platform.Ticker;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.platform.Toasts;
import io.quartermaster.app.platform.WindowFileChoosers;
import io.quartermaster.app.shell.LaterPage;
import io.quartermaster.app.shell.MainWindow;
import io.quartermaster.app.shell.Navigator;
import io.quartermaster.app.shell.WindowPlace;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The composition root: every part of the console is made and joined here, by hand.
public final class Console extends Application {
    private static final System.Logger LOG = System.getLogger(Console.class.getName());

    private @Nullable Runnable shutdown;

    @Override
    public void start(Stage stage) {
        Directories directories = Directories.ofSystem();
        ExecutorService writer = Executors.newSingleThreadExecutor(body -> {
            Thread thread = new Thread(body, "console-state-writer");
            thread.setDaemon(true);
            return thread;
        });
        AppState state = new AppState(directories.config().resolve("console.properties"), writer);
        DialogLayerAndDesk parts = desk(stage, state);
        Desk desk = parts.desk();
        ActiveConnection connection = new ActiveConnection();
        List<LaterPage> places = Pages.places();
        Navigator navigator = new Navigator(List.copyOf(places), state.saved().lastPage());
        MainWindow window = new MainWindow(desk, parts.dialogs(), navigator, connection);
        remember(desk);
        // with a size, or showing it would lay everything out twice: once to ask how large it wants to be
        Scene scene = new Scene(window, 1_360, 860);
        desk.theme().apply(scene);
        window.installKeys(scene);
        stage.setScene(scene);
        stage.titleProperty().bind(WindowPlace.title(desk.texts(), connection));
        WindowPlace.restore(stage, state);
        desk.times().ticker().start();
        stage.show();
        BlockWatch.startIfAsked();
        shutdown = () -> {
            desk.times().ticker().stop();
            desk.theme().stop();
            desk.tasks().close();
            finish(writer);
        };
        Runnable endOfWindow = shutdown;
        FirstFrame.then(() -> {
            Pages pages = new Pages(desk, directories, connection, places, navigator);
            shutdown = () -> {
                pages.close();
                endOfWindow.run();
            };
            window.open();
            pages.connect();
        });
    }

    @Override
    public void stop() {
        if (shutdown != null) {
            shutdown.run();
        }
    }

    private record DialogLayerAndDesk(DialogLayer dialogs, Desk desk) {}

    private static DialogLayerAndDesk desk(Stage stage, AppState state) {
        AppState.Saved saved = state.saved();
        Language language = saved.language() == null
                ? Language.ofSystem(Locale.getDefault(Locale.Category.DISPLAY))
                : saved.language();
        Texts texts = new Texts(language);
        Theme theme = new Theme(saved.appearance() == null ? Appearance.SYSTEM : saved.appearance());
        theme.start();
        DialogLayer dialogs = new DialogLayer(texts, new WindowFileChoosers(() -> stage));
        ErrorNotice notice = new ErrorNotice(texts, dialogs);
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> notice.accept(failure));
        Toasts toasts = new Toasts();
        ActionRegistry actions = new ActionRegistry(texts, dialogs, toasts);
        Times times = new Times(texts, new Ticker(InstantSource.system()), zoneOf(saved.zone()));
        BackgroundTasks tasks = BackgroundTasks.pooled(notice);
        return new DialogLayerAndDesk(dialogs, new Desk(texts, tasks, dialogs, actions, toasts, times, theme, state));
    }

    private static void remember(Desk desk) {
        AppState state = desk.state();
        desk.texts().languageProperty().subscribe((before, now) -> state.change(saved -> saved.withLanguage(now)));
        desk.theme().appearanceProperty().subscribe((before, now) -> state.change(saved -> saved.withAppearance(now)));
        desk.times()
                .zoneProperty()
                .subscribe((before, now) ->
                        state.change(saved -> saved.withZone(now.equals(ZoneId.systemDefault()) ? null : now.getId())));
    }

    private static ZoneId zoneOf(@Nullable String saved) {
        if (saved == null) {
            return ZoneId.systemDefault();
        }
        try {
            return ZoneId.of(saved);
        } catch (DateTimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the saved time zone " + saved + " is unknown, using the system's", e);
            return ZoneId.systemDefault();
        }
    }

    private static void finish(ExecutorService writer) {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "the console's state could not be saved in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
