package io.quartermaster.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedStateTest {
    @TempDir
    Path home;

    @Test
    void whatWasRememberedIsThereAtTheNextStart() {
        Path file = home.resolve("config/console.properties");
        AppState first = new AppState(file, Runnable::run);
        first.change(saved -> saved.withLanguage(Language.CHINESE)
                .withAppearance(Appearance.DARK)
                .withLastPage("jobs"));
        first.change(saved -> saved.withWindow(new AppState.Bounds(1, 2, 1000, 700, false)));
        first.remember("jobs.view", "failing");
        AppState second = new AppState(file, Runnable::run);
        assertThat(second.saved()).isEqualTo(first.saved());
        assertThat(second.note("jobs.view", "")).isEqualTo("failing");
    }

    @Test
    void aBrokenFileIsSetAsideAndTheConsoleStartsWithDefaults() throws IOException {
        Path file = home.resolve("console.properties");
        Files.writeString(file, "language=KLINGON");
        AppState state = new AppState(file, Runnable::run);
        assertThat(state.saved()).isEqualTo(AppState.Saved.NOTHING);
        assertThat(home.resolve("console.properties.broken")).exists();
    }

    @Test
    void linuxFollowsXdgAndIgnoresARelativePath() {
        Map<String, String> environment = Map.of("XDG_CONFIG_HOME", "/x/config", "XDG_DATA_HOME", "relative");
        Directories directories =
                Directories.of(null, environment, key -> key.equals("user.home") ? "/home/ops" : "Linux");
        assertThat(directories)
                .isEqualTo(new Directories(
                        Path.of("/x/config/quartermaster"),
                        Path.of("/home/ops/.local/share/quartermaster"),
                        Path.of("/home/ops/.local/state/quartermaster/logs")));
    }

    @Test
    void aHomeGivenByPropertyHoldsEverything() {
        Directories directories = Directories.of(home.toString(), Map.of(), key -> "Linux");
        assertThat(directories)
                .isEqualTo(new Directories(home.resolve("config"), home.resolve("data"), home.resolve("logs")));
    }
}
