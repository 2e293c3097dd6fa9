package io.quartermaster.app.testing;

import com.sun.javafx.application.PlatformImpl;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import javafx.application.ColorScheme;

/// The operating system's choice of light or dark, played: the headless one has none. Light again when it is closed.
public final class SystemTheme implements AutoCloseable {
    private SystemTheme() {}

    public static SystemTheme of(ColorScheme scheme) {
        SystemTheme system = new SystemTheme();
        system.now(scheme);
        return system;
    }

    public void now(ColorScheme scheme) {
        Ui.onFx(() -> {
            Object preferences = PlatformImpl.getPlatformPreferences();
            Field field = preferences.getClass().getDeclaredField("properties");
            field.setAccessible(true);
            Object properties = field.get(preferences);
            Method set = properties.getClass().getMethod("setColorScheme", ColorScheme.class);
            set.setAccessible(true);
            return set.invoke(properties, scheme) == null;
        });
    }

    @Override
    public void close() {
        now(ColorScheme.LIGHT);
    }
}
