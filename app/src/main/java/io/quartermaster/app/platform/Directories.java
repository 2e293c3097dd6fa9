package io.quartermaster.app.platform;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where the console keeps its files: the platform's own places, or everything under `-Dquartermaster.home=DIR`.
///
/// @param config settings and connection profiles
/// @param data   the embedded engine's database and keys
/// @param logs   log files of the console and of the embedded engine
public record Directories(Path config, Path data, Path logs) {
    private static final String NAME = "quartermaster";

    public static Directories ofSystem() {
        return of(System.getProperty("quartermaster.home"), System.getenv(), System::getProperty);
    }

    static Directories of(
            @Nullable String home, Map<String, String> environment, UnaryOperator<@Nullable String> property) {
        if (home != null && !home.isBlank()) {
            Path root = Path.of(home).toAbsolutePath();
            return new Directories(root.resolve("config"), root.resolve("data"), root.resolve("logs"));
        }
        Path user = Path.of(textOf(property.apply("user.home")));
        String system = textOf(property.apply("os.name")).toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            Path roaming = placeOf(environment.get("APPDATA"), user.resolve("AppData/Roaming"));
            Path local = placeOf(environment.get("LOCALAPPDATA"), user.resolve("AppData/Local"));
            return new Directories(
                    roaming.resolve(NAME),
                    local.resolve(NAME).resolve("data"),
                    local.resolve(NAME).resolve("logs"));
        }
        if (system.contains("mac")) {
            Path library = user.resolve("Library");
            Path support = library.resolve("Application Support").resolve(NAME);
            return new Directories(
                    support, support.resolve("data"), library.resolve("Logs").resolve(NAME));
        }
        return new Directories(
                placeOf(environment.get("XDG_CONFIG_HOME"), user.resolve(".config"))
                        .resolve(NAME),
                placeOf(environment.get("XDG_DATA_HOME"), user.resolve(".local/share"))
                        .resolve(NAME),
                placeOf(environment.get("XDG_STATE_HOME"), user.resolve(".local/state"))
                        .resolve(NAME)
                        .resolve("logs"));
    }

    // the XDG rule: a path that is not absolute counts as not set
    private static Path placeOf(@Nullable String named, Path otherwise) {
        return named == null || named.isBlank() || !Path.of(named).isAbsolute() ? otherwise : Path.of(named);
    }

    private static String textOf(@Nullable String value) {
        return value == null ? "" : value;
    }
}
