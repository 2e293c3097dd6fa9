package io.quartermaster.app.settings;

import io.quartermaster.app.connections.SystemSecrets;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Directories;
import io.quartermaster.app.platform.Page;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// The settings. Every change works at once and is remembered; there is no "apply".
public final class SettingsPage implements Page {
    private final Desk desk;
    private final SecretsModel secrets;
    private final Directories directories;
    private @Nullable SettingsView view;

    public SettingsPage(Desk desk, SystemSecrets secrets, Directories directories) {
        this.desk = desk;
        this.secrets = new SecretsModel(desk.texts(), desk.tasks(), desk.toasts(), secrets);
        this.directories = directories;
    }

    @Override
    public String id() {
        return "settings";
    }

    @Override
    public String titleKey() {
        return "settings.title";
    }

    @Override
    public String icon() {
        return "fth-settings";
    }

    @Override
    public Node view() {
        SettingsView now = view;
        if (now == null) {
            now = new SettingsView(desk, secrets, directories);
            view = now;
        }
        return now;
    }

    @Override
    public void activate() {
        secrets.load();
    }

    @Override
    public void deactivate() {}
}
