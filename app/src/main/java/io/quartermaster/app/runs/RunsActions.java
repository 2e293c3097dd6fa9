package io.quartermaster.app.runs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// What can be done with runs from outside, each through the one gate. FX thread only.
final class RunsActions {
    static final String OPEN = "runs.open";
    static final String COMPARE = "runs.compare";
    static final String BEGIN = "runs.begin";
    static final String REFRESH = "runs.refresh";
    static final String DEBUG = "runs.debug";
    static final String VERBS = "runs.verbs";

    private final Desk desk;
    private final Texts texts;
    private final RunsViewModel model;
    private final ObservableValue<@Nullable Workspace> workspace;

    RunsActions(Desk desk, RunsViewModel model, ObservableValue<@Nullable Workspace> workspace) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.workspace = workspace;
    }

    void register(RunsPage page, ObservableValue<@Nullable RunView> run, @Nullable Debugging debugging) {
        action(OPEN, "fth-arrow-right-circle", page::openSelected, this::whyNotOpen, model.selected());
        action(COMPARE, "fth-columns", page::compare, this::whyNotCompare, model.selected());
        desk.actions()
                .register(Action.of(BEGIN, BEGIN, "fth-play", page::begin)
                        .writing()
                        .disabledWhile(reason(this::whyNotBegin, model.chosenProperty(), model.topologies())));
        desk.actions().register(Action.of(VERBS, VERBS, "fth-help-circle", () -> VerbsSheet.open(desk)));
        action(REFRESH, "fth-refresh-cw", page::refresh, () -> null, workspace);
        action(
                DEBUG,
                "fth-crosshair",
                page::debug,
                () -> debugging == null
                        ? texts.get("runs.why.debugger")
                        : run.getValue() == null ? texts.get("runs.why.none") : null,
                run);
    }

    private void action(
            String id,
            String icon,
            Runnable handler,
            java.util.function.Supplier<@Nullable String> why,
            Observable of) {
        desk.actions().register(Action.of(id, id, icon, handler).disabledWhile(reason(why, of)));
    }

    private ObservableValue<@Nullable String> reason(
            java.util.function.Supplier<@Nullable String> why, Observable... of) {
        Observable[] causes = new Observable[of.length + 2];
        System.arraycopy(of, 0, causes, 0, of.length);
        causes[of.length] = workspace;
        causes[of.length + 1] = texts.languageProperty();
        return Bindings.createObjectBinding(
                () -> workspace.getValue() == null ? texts.get("runs.face.off") : why.get(), causes);
    }

    private @Nullable String whyNotOpen() {
        return model.selected().size() == 1 ? null : texts.get("runs.why.one");
    }

    private @Nullable String whyNotCompare() {
        if (model.selected().size() != 2) {
            return texts.get("runs.why.two");
        }
        long jobs = model.selected().stream()
                .flatMap(id -> model.row(id).stream())
                .map(row -> row.run().record().job())
                .distinct()
                .count();
        return jobs == 1 ? null : texts.get("runs.why.same");
    }

    private @Nullable String whyNotBegin() {
        return model.chosenJob().isEmpty() ? texts.get("runs.why.topology") : null;
    }
}
