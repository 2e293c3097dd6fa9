package io.quartermaster.app.zones;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.InstanceId;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// What can be done on the zones page, each through the one gate, and what is asked before. FX thread only.
final class ZonesActions {
    private final Desk desk;
    private final Texts texts;
    private final ZonesViewModel model;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final ZoneWords words;

    ZonesActions(Desk desk, ZonesViewModel model, ObservableValue<@Nullable Workspace> workspace) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.workspace = workspace;
        this.words = new ZoneWords(texts);
    }

    void register() {
        SwitchDraft draft = model.draft();
        add("zones.apply", "fth-check", this::apply, true, this::whyNotApply);
        add("zones.restore", "fth-corner-up-left", this::restore, true, this::whyNotRestore);
        add("zones.undo", "fth-rotate-ccw", this::undoLast, true, this::whyNotUndo);
        add(
                "zones.reset",
                "fth-x",
                draft::reset,
                false,
                () -> draft.dirtyProperty().get() ? null : texts.get("zones.why.nodraft"));
        add("zones.again", "fth-repeat", this::sendAgain, true, this::whyNotAgain);
        add("zones.prove", "fth-search", model::prove, false, this::whyNotProve);
        add(
                "zones.refresh",
                "fth-refresh-cw",
                model::refresh,
                false,
                () -> workspace.getValue() == null ? texts.get("zones.face.off") : null);
    }

    /// Looks at another instance, after asking when something typed would be lost.
    void select(String instance, Runnable declined) {
        InstanceRow row = model.selectedProperty().get();
        Workspace now = workspace.getValue();
        if (row == null || now == null || !model.draft().dirtyProperty().get()) {
            model.select(instance);
            return;
        }
        declined.run();
        desk.dialogs()
                .confirm(
                        new Confirm(
                                texts.get("zones.ask.discard.title"),
                                texts.get("zones.ask.discard", row.instance()),
                                row.instance(),
                                now.environment(),
                                texts.get("zones.reset")),
                        () -> model.select(instance));
    }

    private void add(String id, String icon, Runnable handler, boolean writes, Supplier<@Nullable String> whyNot) {
        SwitchDraft draft = model.draft();
        Observable[] parts = {
            draft.stateProperty(),
            draft.dirtyProperty(),
            model.selectedProperty(),
            model.shownProperty(),
            model.lastChangeProperty(),
            model.faceProperty(),
            workspace,
            texts.languageProperty()
        };
        ObservableValue<@Nullable String> reason = Bindings.createObjectBinding(whyNot::get, parts);
        Action action = Action.of(id, id, icon, handler).disabledWhile(reason);
        desk.actions().register(writes ? action.writing() : action);
    }

    private @Nullable String whyNotWrite() {
        InstanceRow row = model.selectedProperty().get();
        if (row == null) {
            return texts.get("zones.why.notready");
        }
        return row.editable() ? null : texts.get("zones.why.id");
    }

    private @Nullable String whyNotApply() {
        String why = whyNotWrite();
        if (why != null) {
            return why;
        }
        SwitchDraft draft = model.draft();
        if (draft.stateProperty().get() instanceof SwitchDraft.State.Wrong wrong) {
            return words.rule(wrong.why(), draft.known());
        }
        return Objects.equals(draft.value(), draft.seen()) ? texts.get("zones.why.same") : null;
    }

    private @Nullable String whyNotRestore() {
        String why = whyNotWrite();
        return why == null && model.draft().seen() == null ? texts.get("zones.why.norow") : why;
    }

    private @Nullable String whyNotUndo() {
        LastChange last = model.lastChangeProperty().get();
        return last == null ? texts.get("zones.why.nochange") : whyNotTakeBack(last);
    }

    /// A row that no server can read is not put back.
    private @Nullable String whyNotTakeBack(LastChange change) {
        return Standing.readable(change.former()) ? null : texts.get("zones.why.brokenformer");
    }

    private @Nullable String whyNotProve() {
        InstanceRow row = model.selectedProperty().get();
        return row != null && row.standing() instanceof Standing.Switched ? null : texts.get("zones.why.nostanding");
    }

    private @Nullable String whyNotAgain() {
        String why = whyNotWrite();
        if (why != null) {
            return why;
        }
        return whyNotProve() != null ? whyNotProve() : model.open() == 0 ? texts.get("zones.why.nothingopen") : null;
    }

    /// What exactly is read anew, so that nobody is asked about what has reported since.
    private void sendAgain() {
        InstanceRow row = Objects.requireNonNull(model.selectedProperty().get());
        Workspace now = workspace.getValue();
        if (now == null) {
            return;
        }
        InstanceId instance = new InstanceId(row.instance());
        String zones = String.join(", ", row.left());
        model.again().list(now, instance, row.left(), records -> {
            if (records.isEmpty()) {
                desk.toasts().show(texts.get("zones.again.none", zones));
                model.refresh();
                return;
            }
            new AgainQuestion(now.environment(), row.instance(), words.standing(row.standing()), records)
                    .ask(desk, reason -> model.again().ask(now, instance, records, reason, this::toldAgain));
        });
    }

    private void toldAgain(SendingAgain.Told told) {
        String text = told.unanswered() > 0
                ? texts.get("zones.again.unanswered", told.sent(), told.refused(), told.unanswered())
                : told.refused() > 0
                        ? texts.get("zones.again.some", told.sent(), told.refused(), String.valueOf(told.refusal()))
                        : texts.get("zones.again.done", told.sent());
        desk.toasts().show(text);
        model.refresh();
    }

    private void apply() {
        InstanceRow row = Objects.requireNonNull(model.selectedProperty().get());
        SwitchDraft draft = model.draft();
        String value = draft.value();
        String verb = words.verb(value);
        String title = value == null
                ? texts.get("zones.ask.restore.title", row.instance())
                : texts.get("zones.ask.switch.title", verb);
        ask(
                row.instance(),
                title,
                draft.seen(),
                value,
                verb,
                reason -> model.apply(reason, this::told, this::conflict));
    }

    private void restore() {
        InstanceRow row = Objects.requireNonNull(model.selectedProperty().get());
        ask(
                row.instance(),
                texts.get("zones.ask.restore.title", row.instance()),
                model.draft().seen(),
                null,
                texts.get("zones.ask.restore"),
                reason -> model.restore(reason, this::told, this::conflict));
    }

    private void undoLast() {
        LastChange last = Objects.requireNonNull(model.lastChangeProperty().get());
        ask(
                last.instance().value(),
                texts.get("zones.ask.undo.title", last.instance().value()),
                last.value(),
                last.former(),
                texts.get("zones.ask.undo"),
                reason -> model.undo(last, this::told, this::conflict));
    }

    private void conflict(Conflict conflict) {
        ConflictSheet.open(
                desk,
                conflict,
                model::takeTheirs,
                () -> ask(
                        conflict.instance(),
                        texts.get("zones.ask.overwrite.title", conflict.instance()),
                        conflict.theirs(),
                        conflict.mine(),
                        texts.get("zones.ask.overwrite"),
                        reason -> model.overwrite(conflict, reason, this::told, this::conflict)));
        model.refresh();
    }

    private void ask(
            String instance,
            String title,
            @Nullable String seen,
            @Nullable String value,
            String verb,
            java.util.function.Consumer<@Nullable String> proceed) {
        Workspace now = workspace.getValue();
        if (now != null) {
            new SwitchQuestion(
                            now.environment(),
                            instance,
                            title,
                            words.effect(value),
                            SwitchStatement.of(instance, seen, value),
                            verb)
                    .ask(desk, proceed);
        }
    }

    /// A toast that takes exactly this change back, whatever was changed after it.
    private void told(LastChange change) {
        String instance = change.instance().value();
        String text = change.value() != null
                        && Standing.of(change.value(), model.draft().known()) instanceof Standing.Switched switched
                ? texts.get("zones.done.switch", instance, words.moves(switched.zoneSwitch()))
                : texts.get("zones.done.restore", instance);
        if (whyNotTakeBack(change) != null) {
            desk.toasts().show(text);
            return;
        }
        desk.toasts().show(text, () -> {
            String blocked = desk.actions().writesBlockedProperty().get();
            if (blocked != null) {
                desk.toasts().show(blocked);
            } else {
                model.undo(change, this::told, this::conflict);
            }
        });
    }
}
