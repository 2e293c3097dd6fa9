package io.quartermaster.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfirmByNameTest {
    @TempDir
    Path home = Path.of("");

    private final List<String> done = new ArrayList<>();
    private @Nullable Ui ui;

    @AfterEach
    void close() {
        if (ui != null) {
            ui.close();
        }
    }

    @Test
    void whatCannotBeTakenBackInProductionWantsTheNameAndAReason() {
        ask(Environment.PROD);

        ui().click("#dialog-verb");
        assertThat(done).isEmpty();
        ui().type("#dialog-name", "settle-eod");
        ui().click("#dialog-verb");
        assertThat(done).isEmpty();
        ui().type("#dialog-reason", "CHG-7").click("#dialog-verb");

        assertThat(done).containsExactly("CHG-7", "deleted");
    }

    @Test
    void elsewhereAClickIsEnough() {
        ask(Environment.TEST);

        assertThat(ui().isShown("#dialog-name")).isFalse();
        ui().click("#dialog-verb");

        assertThat(done).containsExactly("no reason", "deleted");
    }

    private void ask(Environment environment) {
        ui = Ui.open(stage -> {
            Texts texts = new Texts(Language.ENGLISH);
            DialogLayer dialogs = new DialogLayer(texts, new AnsweringDialogs());
            Desk desk = Desks.of(home, texts, dialogs, new ManualTasks().tasks());
            StackPane root = new StackPane(dialogs);
            root.getStyleClass().add("main-window");
            Scene scene = new Scene(root, 1_000, 700);
            desk.theme().apply(scene);
            stage.setScene(scene);
            dialogs.confirm(
                    new Confirm(
                                    "Delete job settle-eod?",
                                    "It will not fire again. This cannot be undone.",
                                    "settle-eod",
                                    environment,
                                    "Delete")
                            .askingWhy(reason -> done.add(reason == null ? "no reason" : reason))
                            .asIrreversible(),
                    () -> done.add("deleted"));
        });
        Pictures.take(ui(), "confirm-by-name-" + environment.name());
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }
}
