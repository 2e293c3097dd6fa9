package io.quartermaster.app.runs;

import io.quartermaster.model.topology.run.Input;
import io.quartermaster.store.TopologyRunRepository.Asked;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What this console asked of a run, until its server has answered. FX thread only, without a toolkit.
final class Wishes {
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<@Nullable Wish> latest = new ReadOnlyObjectWrapper<>(this, "latest");

    Wishes(InstantSource clock) {
        this.clock = clock;
    }

    ReadOnlyObjectProperty<@Nullable Wish> latestProperty() {
        return latest.getReadOnlyProperty();
    }

    boolean pending() {
        Wish now = latest.get();
        return now != null && !now.state().over();
    }

    /// Those whose answer is looked for.
    List<Long> open() {
        Wish now = latest.get();
        Long id = now == null || now.state().over() ? null : now.id();
        return id == null ? List.of() : List.of(id);
    }

    void sending(Input what, String name) {
        latest.set(new Wish(null, what, name, clock.instant(), Wish.State.SENDING, ""));
    }

    void written(Asked asked) {
        Wish now = latest.get();
        if (now != null && now.state() == Wish.State.SENDING) {
            latest.set(now.asked(asked.id()));
            look(List.of(asked));
        }
    }

    void failed(String why) {
        Wish now = latest.get();
        if (now != null && now.state() == Wish.State.SENDING) {
            latest.set(now.is(Wish.State.FAILED, why));
        }
    }

    void look(List<Asked> answers) {
        Wish now = latest.get();
        if (now == null || now.state().over()) {
            return;
        }
        for (Asked each : answers) {
            if (Objects.equals(each.id(), now.id()) && each.state() != Asked.State.NEW) {
                Wish.State state = each.state() == Asked.State.DONE ? Wish.State.DONE : Wish.State.REFUSED;
                String answer = each.answer();
                latest.set(now.is(state, answer == null ? "" : answer));
            }
        }
    }

    void forget() {
        latest.set(null);
    }
}
