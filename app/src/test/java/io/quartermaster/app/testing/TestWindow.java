package io.quartermaster.app.testing;

import io.quartermaster.app.connections.ActiveConnection;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.DialogLayer;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.shell.MainWindow;
import io.quartermaster.app.shell.Navigator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import javafx.scene.Scene;

/// The real main window with the pages a test wants, on a desk whose clock stands still and whose tasks are real.
///
/// @param failures failures of background tasks nobody listened for; empty at the end of a good test
public record TestWindow(Ui ui, Desk desk, ActiveConnection connection, List<Throwable> failures)
        implements AutoCloseable {

    /// Opens it in English and light, 1000 by 700.
    ///
    /// @param home where its state is saved
    public static TestWindow open(Path home, BiFunction<Desk, ActiveConnection, List<Page>> pages) {
        List<Desk> made = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        ActiveConnection connection = new ActiveConnection();
        Ui ui = Ui.open(stage -> {
            Texts texts = new Texts(Language.ENGLISH);
            DialogLayer dialogs = new DialogLayer(texts, new AnsweringDialogs());
            Desk desk = Desks.of(home, texts, dialogs, BackgroundTasks.pooled(failures::add));
            desk.theme().start();
            Navigator navigator = new Navigator(pages.apply(desk, connection), null);
            MainWindow window = new MainWindow(desk, dialogs, navigator, connection);
            Scene scene = new Scene(window, 1_000, 700);
            desk.theme().apply(scene);
            window.installKeys(scene);
            window.open();
            stage.setScene(scene);
            made.add(desk);
        });
        return new TestWindow(ui, made.getFirst(), connection, failures);
    }

    /// Photographs the window as it stands, in both themes, languages and sizes.
    public void photograph(String page) {
        Pictures.takeAll(ui, desk, page);
    }

    @Override
    public void close() {
        Ui.onFx(() -> {
            desk.tasks().close();
            desk.theme().stop();
        });
        ui.close();
    }
}
