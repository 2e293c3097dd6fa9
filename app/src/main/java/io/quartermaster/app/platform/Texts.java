package io.quartermaster.app.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/// Every text a person reads, by key, in the language chosen now.
///
/// `get` may be called on any thread; the language is changed on the FX thread only. A text from [#live] follows the
/// language and those of its arguments that are themselves observable. Bind it or keep a reference: like every
/// JavaFX binding it is collected when nobody holds it. In table cells use `get`, and refresh the table when the
/// language changes.
public final class Texts {
    /// The bundles. A key begins with the name of its feature and a dot.
    public static final List<String> FEATURES = List.of(
            "platform",
            "shell",
            "settings",
            "connections",
            "jobs",
            "topologies",
            "graph",
            "runs",
            "debugger",
            "records",
            "logs",
            "zones",
            "cluster",
            "clients",
            "work",
            "diagnosis",
            "audit",
            "calendars");

    private static final String ROOT = "/io/quartermaster/ui/i18n/";

    /// By language; read when it is first spoken.
    private final Map<Language, Map<String, String>> patterns = new ConcurrentHashMap<>();
    private final ObjectProperty<Language> language;
    /// Read by background threads; written on the FX thread when the property changes.
    private volatile Language current;

    public Texts(Language start) {
        current = start;
        language = new SimpleObjectProperty<>(this, "language", start) {
            @Override
            protected void invalidated() {
                // before any listener runs, so that a text asked for by one is already in the new language
                current = get();
            }
        };
    }

    public ObjectProperty<Language> languageProperty() {
        return language;
    }

    public Language language() {
        return current;
    }

    /// The text of a key with its arguments set in.
    ///
    /// @throws IllegalArgumentException when no bundle has the key: that is a bug, and a test finds it
    public String get(String key, Object... args) {
        return get(current, key, args);
    }

    /// True when a bundle has the key.
    public boolean has(String key) {
        return patternsIn(current).containsKey(key);
    }

    public ObservableValue<String> live(String key, Object... args) {
        List<Observable> parts = new ArrayList<>();
        parts.add(language);
        for (Object arg : args) {
            if (arg instanceof Observable observable) {
                parts.add(observable);
            }
        }
        return Bindings.createStringBinding(() -> get(language.get(), key, args), parts.toArray(Observable[]::new));
    }

    /// All keys and patterns of a language, for the tests that compare them.
    public static Map<String, String> load(String feature, Language language) {
        String file = ROOT + feature + language.suffix() + ".properties";
        Properties properties = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no text bundle " + file);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read text bundle " + file, e);
        }
        Map<String, String> texts = new HashMap<>();
        properties.forEach((key, value) -> texts.put((String) key, (String) value));
        return Map.copyOf(texts);
    }

    private String get(Language language, String key, Object... args) {
        String pattern = patternsIn(language).get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no text for key " + key + " in " + language);
        }
        boolean plain = pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0;
        return plain ? pattern : new MessageFormat(pattern, language.locale()).format(valuesOf(args));
    }

    private static Object[] valuesOf(Object... args) {
        Object[] values = new Object[args.length];
        for (int i = 0; i < args.length; i++) {
            values[i] = args[i] instanceof ObservableValue<?> observable ? observable.getValue() : args[i];
        }
        return values;
    }

    private Map<String, String> patternsIn(Language language) {
        return patterns.computeIfAbsent(language, Texts::loadAll);
    }

    private static Map<String, String> loadAll(Language language) {
        Map<String, String> all = new HashMap<>();
        for (String feature : FEATURES) {
            all.putAll(load(feature, language));
        }
        return Map.copyOf(all);
    }
}
