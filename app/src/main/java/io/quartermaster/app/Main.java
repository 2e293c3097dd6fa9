package io.quartermaster.app;

import java.util.Locale;
import java.util.Map;
import javafx.application.Application;

/// Where the console starts. Does not extend Application, so that a missing display can be said in one line before
/// JavaFX answers with a stack trace.
public final class Main {
    private Main() {}

    /// @param args none are known
    public static void main(String[] args) {
        if (!hasDisplay(System.getenv(), System.getProperty("os.name", ""), System.getProperty("glass.platform"))) {
            System.err.println("No display: set DISPLAY or WAYLAND_DISPLAY, log in with ssh -X,"
                    + " or start under a virtual one: xvfb-run mvn -q");
            System.exit(1);
        }
        Application.launch(Console.class, args);
    }

    /// Windows and macOS always have one; elsewhere the environment names it, unless the toolkit needs none.
    static boolean hasDisplay(
            Map<String, String> environment, String system, @org.jspecify.annotations.Nullable String platform) {
        String name = system.toLowerCase(Locale.ROOT);
        return name.contains("win")
                || name.contains("mac")
                || "Headless".equals(platform)
                || !environment.getOrDefault("DISPLAY", "").isBlank()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isBlank();
    }
}
