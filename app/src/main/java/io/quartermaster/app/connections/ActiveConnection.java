package io.quartermaster.app.connections;

import io.quartermaster.app.platform.Environment;
import java.time.Duration;
import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// Which connection the console works on and how it is. Confined to the FX thread; whoever opens and watches
/// connections writes it, the shell and the pages read it.
public final class ActiveConnection {
    /// How the connection is.
    public sealed interface Health {
        /// Nothing is open.
        record None() implements Health {}

        /// Being opened for the first time.
        record Opening(Instant since) implements Health {}

        /// @param checked when it last answered
        record Up(Instant checked, Duration roundTrip) implements Health {}

        /// What is on the screen is as of `since`; it is being tried again.
        record Lost(Instant since, String cause) implements Health {}
    }

    private final ObjectProperty<@Nullable ConnectionProfile> profile = new SimpleObjectProperty<>(this, "profile");
    private final ObjectProperty<Health> health = new SimpleObjectProperty<>(this, "health", new Health.None());
    private final ObservableList<String> instances = FXCollections.observableArrayList();
    private final StringProperty instance = new SimpleStringProperty(this, "instance", "");
    private final ObjectProperty<Runnable> retry = new SimpleObjectProperty<>(this, "retry", () -> {});

    public ObjectProperty<@Nullable ConnectionProfile> profileProperty() {
        return profile;
    }

    public ObjectProperty<Health> healthProperty() {
        return health;
    }

    /// The instances found on the connection.
    public ObservableList<String> instances() {
        return instances;
    }

    /// The instance the pages show, empty before one is chosen.
    public StringProperty instanceProperty() {
        return instance;
    }

    /// What "Retry now" does.
    public ObjectProperty<Runnable> retryProperty() {
        return retry;
    }

    /// The environment of the open connection; that of development while none is open.
    public ObservableValue<Environment> environment() {
        return Bindings.createObjectBinding(
                () -> {
                    ConnectionProfile open = profile.get();
                    return open == null ? Environment.DEV : open.environment();
                },
                profile);
    }
}
