package io.quartermaster.app.connections;

import io.quartermaster.app.connections.ConnectionProfile.Kind;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.platform.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;

/// A profile while a person edits it, with what is wrong beside each field. Knows no control; FX thread only.
public final class ProfileForm {
    /// The fields that can be wrong.
    public enum Field {
        NAME,
        HOST,
        PORT,
        SCHEMA,
        USER
    }

    private static final int NAME_LENGTH = 50;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.%]+]");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z0-9_$-]{1,64}");
    private static final int USER_LENGTH = 80;
    private static final int MAX_PORT = 65_535;

    private final Texts texts;
    private final ObjectProperty<ConnectionProfile> edited;
    private final Map<Field, StringProperty> values = new EnumMap<>(Field.class);
    private final Map<Field, ObservableStringValue> errors = new EnumMap<>(Field.class);
    private final ObjectProperty<TlsMode> tls = new SimpleObjectProperty<>(this, "tls", TlsMode.PREFERRED);
    private final ObjectProperty<Environment> environment =
            new SimpleObjectProperty<>(this, "environment", Environment.DEV);
    private final BooleanProperty readOnly = new SimpleBooleanProperty(this, "readOnly");
    private final StringProperty password = new SimpleStringProperty(this, "password", "");
    private final ObjectProperty<Set<String>> otherNames = new SimpleObjectProperty<>(this, "otherNames", Set.of());
    private final ObservableBooleanValue valid;
    private final ObservableBooleanValue dirty;

    public ProfileForm(Texts texts, ConnectionProfile start) {
        this.texts = texts;
        this.edited = new SimpleObjectProperty<>(this, "edited", start);
        for (Field field : Field.values()) {
            StringProperty value = new SimpleStringProperty(this, field.name(), "");
            values.put(field, value);
            errors.put(
                    field,
                    Bindings.createStringBinding(
                            () -> isAsked(field) ? wrongWith(field, value.get().strip()) : "",
                            value,
                            edited,
                            otherNames,
                            texts.languageProperty()));
        }
        valid = Bindings.createBooleanBinding(
                () -> errors.values().stream().allMatch(error -> error.get().isEmpty()),
                errors.values().toArray(Observable[]::new));
        List<Observable> inputs = new java.util.ArrayList<>(List.of(edited, tls, environment, readOnly, password));
        inputs.addAll(values.values());
        dirty = Bindings.createBooleanBinding(
                () -> !password.get().isEmpty() || !profile().equals(edited.get()), inputs.toArray(Observable[]::new));
        edit(start, List.of());
    }

    /// Fills the form with a profile.
    ///
    /// @param others the profiles whose names are taken
    public void edit(ConnectionProfile profile, List<ConnectionProfile> others) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        others.stream()
                .filter(other -> !other.id().equals(profile.id()))
                .forEach(other -> names.add(other.name().strip()));
        otherNames.set(names);
        edited.set(profile);
        value(Field.NAME).set(profile.name());
        value(Field.HOST).set(profile.host());
        value(Field.PORT).set(profile.port() == 0 ? "" : Integer.toString(profile.port()));
        value(Field.SCHEMA).set(profile.schema());
        value(Field.USER).set(profile.user());
        tls.set(profile.tls());
        environment.set(profile.environment());
        readOnly.set(profile.readOnly());
        password.set("");
    }

    /// The profile as it stands in the form. Only meaningful while the form is valid.
    public ConnectionProfile profile() {
        ConnectionProfile before = edited.get();
        String port = text(Field.PORT);
        return new ConnectionProfile(
                before.id(),
                text(Field.NAME),
                before.kind(),
                text(Field.HOST),
                PORT.matcher(port).matches() ? Integer.parseInt(port) : 0,
                text(Field.SCHEMA),
                text(Field.USER),
                tls.get(),
                environment.get(),
                readOnly.get(),
                before.lastInstance());
    }

    public StringProperty value(Field field) {
        return java.util.Objects.requireNonNull(values.get(field));
    }

    /// What is wrong with a field and what it takes instead; empty when it is right.
    public ObservableStringValue error(Field field) {
        return java.util.Objects.requireNonNull(errors.get(field));
    }

    public ObjectProperty<TlsMode> tlsProperty() {
        return tls;
    }

    public ObjectProperty<Environment> environmentProperty() {
        return environment;
    }

    public BooleanProperty readOnlyProperty() {
        return readOnly;
    }

    /// What was typed as the new password; empty keeps the saved one.
    public StringProperty passwordProperty() {
        return password;
    }

    public ObservableBooleanValue validProperty() {
        return valid;
    }

    public ObservableBooleanValue dirtyProperty() {
        return dirty;
    }

    /// The profile the form was filled with.
    public ObjectProperty<ConnectionProfile> editedProperty() {
        return edited;
    }

    private boolean isAsked(Field field) {
        return field == Field.NAME || edited.get().kind() == Kind.MYSQL;
    }

    private String text(Field field) {
        return value(field).get().strip();
    }

    private String wrongWith(Field field, String value) {
        return switch (field) {
            case NAME -> wrongWithName(value);
            case HOST -> HOST.matcher(value).matches() ? "" : texts.get("connections.form.host.wrong");
            case PORT -> isPort(value) ? "" : texts.get("connections.form.port.wrong");
            case SCHEMA -> SCHEMA.matcher(value).matches() ? "" : texts.get("connections.form.schema.wrong");
            case USER ->
                value.isEmpty() || value.length() > USER_LENGTH ? texts.get("connections.form.user.wrong") : "";
        };
    }

    private String wrongWithName(String value) {
        if (value.isEmpty() || value.length() > NAME_LENGTH) {
            return texts.get("connections.form.name.wrong", NAME_LENGTH);
        }
        return otherNames.get().contains(value) ? texts.get("connections.form.name.taken") : "";
    }

    private static boolean isPort(String value) {
        return PORT.matcher(value).matches() && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= MAX_PORT;
    }
}
