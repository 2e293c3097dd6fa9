package io.quartermaster.app.connections;

import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Toasts;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The connections page without its controls: the profiles, the one being edited, its test. FX thread only; files and
/// secrets are touched by background tasks.
public final class ConnectionsViewModel {
    private final Texts texts;
    private final BackgroundTasks tasks;
    private final Toasts toasts;
    private final ProfileStore store;
    private final SecretStore secrets;
    private final @Nullable ConnectionTest test;
    private final @Nullable ConnectionOpener opener;
    private final ObservableList<ConnectionProfile> profiles = FXCollections.observableArrayList();
    private final ObjectProperty<ConnectionProfile> selected;
    private final ProfileForm form;
    private final BooleanProperty testing = new SimpleBooleanProperty(this, "testing");
    private final ObjectProperty<@Nullable TestResult> result = new SimpleObjectProperty<>(this, "result");
    private final ObjectProperty<SecretStore.@Nullable Protection> protection =
            new SimpleObjectProperty<>(this, "protection");
    private final ConnectionProfile embedded;

    /// @param test   null where connections cannot be tested; the page then offers none
    /// @param opener null where connections cannot be opened; the page then offers none
    public ConnectionsViewModel(
            Texts texts,
            BackgroundTasks tasks,
            Toasts toasts,
            ProfileStore store,
            SecretStore secrets,
            @Nullable ConnectionTest test,
            @Nullable ConnectionOpener opener) {
        this.texts = texts;
        this.tasks = tasks;
        this.toasts = toasts;
        this.store = store;
        this.secrets = secrets;
        this.test = test;
        this.opener = opener;
        this.embedded = ConnectionProfile.embedded(texts.get("connections.embedded.name"));
        this.form = new ProfileForm(texts, embedded);
        this.selected = new SimpleObjectProperty<>(this, "selected", embedded);
        profiles.add(embedded);
        selected.subscribe(profile -> {
            form.edit(profile, profiles);
            result.set(null);
        });
    }

    /// Reads the saved profiles; called when the page first comes to the front.
    public void load() {
        tasks.quietly(texts.live("connections.task.load"), store::load).onDone(this::show);
    }

    /// Looks how passwords are kept; the settings page may have changed it.
    public void lookAtProtection() {
        tasks.quietly(texts.live("connections.task.load"), secrets::protection).onDone(protection::set);
    }

    public ObservableList<ConnectionProfile> profiles() {
        return profiles;
    }

    public ObjectProperty<ConnectionProfile> selectedProperty() {
        return selected;
    }

    public ProfileForm form() {
        return form;
    }

    public BooleanProperty testingProperty() {
        return testing;
    }

    /// What the last test of the selected profile found, null before one.
    public ObjectProperty<@Nullable TestResult> resultProperty() {
        return result;
    }

    /// How passwords are kept, null before it is known.
    public ObjectProperty<SecretStore.@Nullable Protection> protectionProperty() {
        return protection;
    }

    public boolean canTest() {
        return test != null;
    }

    public boolean canOpen() {
        return opener != null;
    }

    /// Starts a new profile. It is saved when the person says so.
    public void add() {
        selected.set(ConnectionProfile.mysql(UUID.randomUUID().toString()));
    }

    public boolean isSaved(ConnectionProfile profile) {
        return profiles.stream().anyMatch(each -> each.id().equals(profile.id()));
    }

    /// Saves the form, and the password if one was typed.
    public void save() {
        ConnectionProfile profile = form.profile();
        String password = form.passwordProperty().get();
        tasks.run(texts.live("connections.task.save", profile.name()), () -> {
                    if (!password.isEmpty()) {
                        secrets.write(profile.id(), password);
                    }
                    store.save(profile);
                    return profile;
                })
                .onDone(saved -> {
                    put(saved);
                    selected.set(saved);
                    form.edit(saved, profiles);
                    toasts.show(texts.get("connections.saved", saved.name()));
                });
    }

    /// Deletes the selected profile and its password.
    public void delete() {
        ConnectionProfile profile = selected.get();
        tasks.run(texts.live("connections.task.delete", profile.name()), () -> {
                    store.delete(profile.id());
                    secrets.remove(profile.id());
                    return profile;
                })
                .onDone(gone -> {
                    profiles.removeIf(each -> each.id().equals(gone.id()));
                    selected.set(embedded());
                    toasts.show(texts.get("connections.deleted", gone.name()));
                });
    }

    /// Tests what stands in the form, saved or not.
    public void test() {
        ConnectionTest with = test;
        if (with == null) {
            return;
        }
        ConnectionProfile profile = form.profile();
        String typed = form.passwordProperty().get();
        testing.set(true);
        result.set(null);
        var task = tasks.run(
                texts.live("connections.task.test", profile.name()),
                () -> with.test(profile, passwordOf(profile, typed)));
        task.onDone(result::set);
        task.stateProperty().subscribe(state -> testing.set(!state.isOver()));
    }

    /// Opens what is selected with its saved password.
    public void open() {
        ConnectionOpener with = opener;
        if (with != null) {
            ConnectionProfile profile = selected.get();
            withPassword(profile, with::open);
        }
    }

    private void withPassword(ConnectionProfile profile, BiConsumer<ConnectionProfile, String> use) {
        tasks.run(texts.live("connections.task.open", profile.name()), () -> passwordOf(profile, ""))
                .onDone(password -> use.accept(profile, password));
    }

    private String passwordOf(ConnectionProfile profile, String typed) {
        return typed.isEmpty() && !profile.isEmbedded()
                ? secrets.read(profile.id()).orElse("")
                : typed;
    }

    private ConnectionProfile embedded() {
        return profiles.getFirst();
    }

    private void show(List<ConnectionProfile> saved) {
        saved.forEach(this::put);
        String wanted = selected.get().id();
        profiles.stream().filter(each -> each.id().equals(wanted)).findFirst().ifPresent(selected::set);
    }

    private void put(ConnectionProfile profile) {
        int at = profiles.stream().map(ConnectionProfile::id).toList().indexOf(profile.id());
        if (at < 0) {
            profiles.add(profile);
        } else {
            profiles.set(at, profile);
        }
    }
}
