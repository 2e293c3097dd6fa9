package io.quartermaster.app.cluster;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.ServerCommand;
import java.util.Objects;
import java.util.function.Function;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// What can be done on the cluster page, each through the one gate. FX thread only.
final class ClusterActions {
    static final String DRAIN = "cluster.drain";
    static final String STOP = "cluster.stop";
    static final String REFRESH = "cluster.refresh";

    private final Desk desk;
    private final Texts texts;
    private final ClusterViewModel model;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final ClusterWords words;
    /// The selected server as it is now.
    private final ObjectProperty<@Nullable Member> member = new SimpleObjectProperty<>(this, "member");
    private @Nullable Asked asked;

    /// What a person was asked about, so that nothing else is done when the selection moves meanwhile.
    private record Asked(Workspace workspace, String server, @Nullable String reason) {}

    ClusterActions(Desk desk, ClusterViewModel model, ObservableValue<@Nullable Workspace> workspace) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.workspace = workspace;
        this.words = new ClusterWords(texts, desk.times());
        model.selectedProperty().flatMap(MemberRow::memberProperty).subscribe(member::set);
    }

    void register() {
        desk.actions()
                .register(Action.of(DRAIN, DRAIN, "fth-log-out", this::drain)
                        .writing()
                        .disabledWhile(reason(words::keep))
                        .confirmedBy(this::askDrain));
        desk.actions()
                .register(Action.of(STOP, STOP, "fth-rotate-ccw", this::stop)
                        .writing()
                        .disabledWhile(reason(this::whyNotStop))
                        .confirmedBy(this::askStop));
        desk.actions()
                .register(Action.of(REFRESH, REFRESH, "fth-refresh-cw", model::refresh)
                        .disabledWhile(Bindings.createObjectBinding(
                                () -> workspace.getValue() == null ? texts.get("cluster.face.off") : null,
                                workspace,
                                texts.languageProperty())));
    }

    private ObservableValue<@Nullable String> reason(Function<Member, @Nullable String> whyNot) {
        Observable[] causes = {workspace, member, texts.languageProperty()};
        return Bindings.createObjectBinding(() -> reasonNow(whyNot), causes);
    }

    private @Nullable String reasonNow(Function<Member, @Nullable String> whyNot) {
        if (workspace.getValue() == null) {
            return texts.get("cluster.face.off");
        }
        Member selected = member.get();
        return selected == null ? texts.get("cluster.why.selection") : whyNot.apply(selected);
    }

    private @Nullable String whyNotStop(Member each) {
        if (each.progress() == Member.Progress.DRAINED) {
            return texts.get("cluster.why.drained", each.id());
        }
        return each.row().draining() ? null : texts.get("cluster.why.notdraining", each.id());
    }

    private Confirm askDrain() {
        Member what = Objects.requireNonNull(member.get());
        return ask(
                what,
                texts.get("cluster.drain.question", what.id()),
                texts.get(
                        "cluster.drain.consequence",
                        what.row().slots(),
                        what.load(),
                        what.row().running()),
                texts.get("cluster.drain"));
    }

    private Confirm askStop() {
        Member what = Objects.requireNonNull(member.get());
        return ask(
                what,
                texts.get("cluster.stop.question", what.id()),
                texts.get("cluster.stop.consequence"),
                texts.get("cluster.stop"));
    }

    private Confirm ask(Member what, String title, String consequence, String verb) {
        Workspace in = Objects.requireNonNull(workspace.getValue());
        asked = new Asked(in, what.id(), null);
        return new Confirm(title, consequence, what.id(), in.environment(), verb)
                .askingWhy(reason -> asked = new Asked(in, what.id(), reason));
    }

    private void drain() {
        Asked what = Objects.requireNonNull(asked);
        ask(what, ServerCommand.Kind.DRAIN);
    }

    private void stop() {
        Asked what = Objects.requireNonNull(asked);
        ask(what, ServerCommand.Kind.STOP_DRAINING);
    }

    private void ask(Asked what, ServerCommand.Kind kind) {
        model.ask(what.workspace(), what.server(), kind, what.reason(), outcome -> desk.toasts()
                .show(texts.get("cluster.answer." + outcome.name(), what.server())));
    }
}
