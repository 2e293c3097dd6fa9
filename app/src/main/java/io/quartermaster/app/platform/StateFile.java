package io.quartermaster.app.platform;

import io.quartermaster.app.platform.AppState.Bounds;
import io.quartermaster.app.platform.AppState.Saved;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The form of the saved state: properties, because they are read before the first frame, and a JSON library would take
/// a tenth of the start to load.
final class StateFile {
    private static final String NOTE = "note.";

    private StateFile() {}

    /// @throws IllegalArgumentException when a value is not one that was written
    static Saved read(byte[] bytes) {
        Properties lines = new Properties();
        try {
            lines.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
        Map<String, String> notes = new TreeMap<>();
        for (String key : lines.stringPropertyNames()) {
            if (key.startsWith(NOTE)) {
                notes.put(key.substring(NOTE.length()), lines.getProperty(key));
            }
        }
        String language = lines.getProperty("language");
        String appearance = lines.getProperty("appearance");
        return new Saved(
                language == null ? null : Language.valueOf(language),
                appearance == null ? null : Appearance.valueOf(appearance),
                bounds(lines.getProperty("window")),
                lines.getProperty("page"),
                lines.getProperty("zone"),
                notes);
    }

    static byte[] write(Saved saved) {
        Properties lines = new Properties();
        put(lines, "language", saved.language());
        put(lines, "appearance", saved.appearance());
        put(lines, "window", saved.window() == null ? null : text(saved.window()));
        put(lines, "page", saved.lastPage());
        put(lines, "zone", saved.zone());
        saved.notes().forEach((key, value) -> put(lines, NOTE + key, value));
        StringWriter out = new StringWriter();
        try {
            lines.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(Properties lines, String key, @Nullable Object value) {
        if (value != null) {
            lines.setProperty(key, value.toString());
        }
    }

    private static String text(Bounds window) {
        return String.format(
                Locale.ROOT,
                "%s %s %s %s %s",
                window.x(),
                window.y(),
                window.width(),
                window.height(),
                window.maximized());
    }

    private static @Nullable Bounds bounds(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(" ", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("five values, not " + text);
        }
        double[] numbers =
                Arrays.stream(parts, 0, 4).mapToDouble(Double::parseDouble).toArray();
        return new Bounds(numbers[0], numbers[1], numbers[2], numbers[3], Boolean.parseBoolean(parts[4]));
    }
}
