package io.quartermaster.app.platform;

import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/// Something a person can do, described once for buttons, menus, palette, accelerators and the sheet of keys.
///
/// Immutable; the handler runs on the FX thread.
///
/// ```java
/// actions.register(Action.of("jobs.delete", "jobs.delete", "fth-trash-2", this::delete)
///         .disabledWhile(nothingSelected).writing().confirmedBy(this::question));
/// ```
///
/// @param id             stable, begins with the feature: `jobs.delete`
/// @param textKey        key of the verb
/// @param icon           an Ikonli literal
/// @param key            accelerator, null for none
/// @param disabledReason why it cannot be done now; holds null while it can
/// @param writes         true when it changes something on the server: blocked on a read-only connection
/// @param question       asked before the handler runs; marks the action as destructive. Null for none
public record Action(
        String id,
        String textKey,
        String icon,
        @Nullable KeyCombination key,
        ObservableValue<@Nullable String> disabledReason,
        boolean writes,
        @Nullable Supplier<Confirm> question,
        Runnable handler) {

    public static Action of(String id, String textKey, String icon, Runnable handler) {
        ObservableValue<@Nullable String> never = new ReadOnlyObjectWrapper<>();
        return new Action(id, textKey, icon, null, never, false, null, handler);
    }

    /// With an accelerator in JavaFX's notation: `shortcut+k`, `F5`.
    public Action onKey(String combination) {
        return new Action(
                id, textKey, icon, KeyCombination.valueOf(combination), disabledReason, writes, question, handler);
    }

    public Action disabledWhile(ObservableValue<@Nullable String> reason) {
        return new Action(id, textKey, icon, key, reason, writes, question, handler);
    }

    public Action writing() {
        return new Action(id, textKey, icon, key, disabledReason, true, question, handler);
    }

    public Action confirmedBy(Supplier<Confirm> asked) {
        return new Action(id, textKey, icon, key, disabledReason, writes, asked, handler);
    }

    public boolean isDestructive() {
        return question != null;
    }
}
