package io.quartermaster.app.platform;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// The look of all windows: AtlantaFX's Primer with our tokens on top, switched while the console runs. FX thread only.
public final class Theme {
    private static final String ROOT = "/io/quartermaster/ui/css/";

    private final ObjectProperty<Appearance> appearance = new SimpleObjectProperty<>(this, "appearance");
    private final ReadOnlyBooleanWrapper dark = new ReadOnlyBooleanWrapper(this, "dark");
    // a field, because the preferences outlive every theme and would drop a listener only we can name
    private final ChangeListener<ColorScheme> systemChanged = (property, before, now) -> update();

    public Theme(Appearance start) {
        appearance.set(start);
        appearance.addListener((property, before, now) -> update());
        dark.addListener((property, before, now) -> useBase());
    }

    public ObjectProperty<Appearance> appearanceProperty() {
        return appearance;
    }

    /// What is on the screen now, whoever decided it.
    public ReadOnlyBooleanProperty darkProperty() {
        return dark.getReadOnlyProperty();
    }

    /// Puts the base theme in. Once, on the FX thread, before the first window.
    public void start() {
        Platform.getPreferences().colorSchemeProperty().addListener(systemChanged);
        update();
        useBase();
    }

    /// Loads the fonts of code and figures, which the pages need and the empty window does not.
    public void loadFonts() {
        for (String font : List.of("JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf")) {
            String file = "/io/quartermaster/ui/fonts/" + font;
            Font.loadFont(Objects.requireNonNull(Theme.class.getResourceAsStream(file), file), 13);
        }
    }

    public void stop() {
        Platform.getPreferences().colorSchemeProperty().removeListener(systemChanged);
    }

    /// Dresses a scene and keeps it dressed while the theme changes.
    public void apply(Scene scene) {
        dark.subscribe(now -> scene.getStylesheets()
                .setAll(sheet(now ? "tokens-dark.css" : "tokens-light.css"), sheet("quartermaster.css")));
    }

    private void update() {
        dark.set(
                switch (appearance.get()) {
                    case LIGHT -> false;
                    case DARK -> true;
                    case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
                });
    }

    private void useBase() {
        Application.setUserAgentStylesheet(
                dark.get()
                        ? new PrimerDark().getUserAgentStylesheetBSS()
                        : new PrimerLight().getUserAgentStylesheetBSS());
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Theme.class.getResource(ROOT + name), name)
                .toExternalForm();
    }
}
