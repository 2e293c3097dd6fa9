package io.quartermaster.app.settings;

import io.quartermaster.app.connections.SecretStore.Protection;
import io.quartermaster.app.connections.SystemSecrets;
import io.quartermaster.app.connections.Vault;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Toasts;
import java.util.Arrays;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// How passwords are kept, and the master password: set it, unlock with it. FX thread only.
final class SecretsModel {
    static final int SHORTEST = 8;

    /// @param locked true when the master password has to be entered before a password can be used
    record State(Protection protection, boolean locked) {}

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final Toasts toasts;
    private final SystemSecrets secrets;
    private final ReadOnlyObjectWrapper<@Nullable State> state = new ReadOnlyObjectWrapper<>(this, "state");

    SecretsModel(Texts texts, BackgroundTasks tasks, Toasts toasts, SystemSecrets secrets) {
        this.texts = texts;
        this.tasks = tasks;
        this.toasts = toasts;
        this.secrets = secrets;
    }

    /// Null before it is known.
    ReadOnlyObjectProperty<@Nullable State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    void load() {
        tasks.quietly(texts.live("settings.task.secrets"), this::look).onDone(state::set);
    }

    void protectWith(String master) {
        change("settings.task.protect", "settings.secrets.set", vault -> vault.protectWith(master.toCharArray()));
    }

    void unlock(String master) {
        change("settings.task.unlock", "settings.secrets.unlocked", vault -> {
            char[] typed = master.toCharArray();
            vault.unlock(typed);
            Arrays.fill(typed, '\0');
        });
    }

    private void change(String titleKey, String doneKey, java.util.function.Consumer<Vault> edit) {
        tasks.run(texts.live(titleKey), () -> {
                    secrets.vault().ifPresent(edit);
                    return look();
                })
                .onDone(now -> {
                    state.set(now);
                    toasts.show(texts.get(doneKey));
                });
    }

    private State look() {
        return new State(
                secrets.protection(), secrets.vault().map(Vault::isLocked).orElse(false));
    }
}
