package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import org.jspecify.annotations.Nullable;

/// Actions that are there together, while what they are about is on the screen. FX thread only.
final class ActionSet {
    private final Desk desk;
    private final Observable[] causes;
    private final List<Action> actions = new ArrayList<>();
    private boolean registered;

    /// @param causes what may change whether something can be done
    ActionSet(Desk desk, Observable... causes) {
        this.desk = desk;
        this.causes = causes.clone();
    }

    void add(String id, String icon, Runnable handler, Supplier<@Nullable String> whyNot) {
        add(action(id, icon, handler, whyNot));
    }

    void add(String id, String icon, Runnable handler, String key, Supplier<@Nullable String> whyNot) {
        add(action(id, icon, handler, whyNot).onKey(key));
    }

    void add(Action action) {
        actions.add(action);
    }

    /// Those of another set come and go with these.
    void with(ActionSet others) {
        actions.addAll(others.actions);
    }

    Action action(String id, String icon, Runnable handler, Supplier<@Nullable String> whyNot) {
        return Action.of(id, id, icon, handler).disabledWhile(Bindings.createObjectBinding(whyNot::get, causes));
    }

    void register() {
        if (!registered) {
            actions.forEach(desk.actions()::register);
            registered = true;
        }
    }

    void unregister() {
        if (registered) {
            actions.forEach(action -> desk.actions().unregister(action.id()));
            registered = false;
        }
    }
}
