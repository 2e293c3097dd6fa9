package io.quartermaster.app.connections;

import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// The page of connection profiles: the list at the left, the chosen one at the right.
public final class ConnectionsPage implements Page {
    static final String NEW = "connections.new";
    static final String DELETE = "connections.delete";
    static final String SAVE = "connections.save";
    static final String TEST = "connections.test";
    static final String OPEN = "connections.open";

    private final Desk desk;
    private final ConnectionsViewModel model;
    private final ObservableValue<@Nullable Attachment> attachment;
    private final ObservableValue<@Nullable ConnectionProfile> inUse;
    private final List<Action> actions;
    private @Nullable ConnectionsView view;
    private boolean loaded;

    public ConnectionsPage(Desk desk, ConnectionsViewModel model) {
        this(desk, model, new ReadOnlyObjectWrapper<>(), new ReadOnlyObjectWrapper<>());
    }

    /// @param keeper runs the embedded engine that clients attach to
    /// @param active tells which connection the console works on
    public ConnectionsPage(Desk desk, ConnectionsViewModel model, WorkspaceKeeper keeper, ActiveConnection active) {
        this(desk, model, keeper.attachmentProperty(), active.profileProperty());
    }

    private ConnectionsPage(
            Desk desk,
            ConnectionsViewModel model,
            ObservableValue<@Nullable Attachment> attachment,
            ObservableValue<@Nullable ConnectionProfile> inUse) {
        this.inUse = inUse;
        this.desk = desk;
        this.model = model;
        this.attachment = attachment;
        this.actions = actions();
    }

    @Override
    public String id() {
        return "connections";
    }

    @Override
    public String titleKey() {
        return "connections.title";
    }

    @Override
    public String icon() {
        return "fth-database";
    }

    @Override
    public Node view() {
        ConnectionsView now = view;
        if (now == null) {
            PageHeader header =
                    new PageHeader(desk.texts(), titleKey(), desk.actions().button(NEW));
            now = new ConnectionsView(
                    header,
                    model,
                    desk.texts(),
                    desk.actions(),
                    new AttachPane(desk.texts(), desk.toasts(), attachment),
                    inUse,
                    this::leave);
            view = now;
        }
        return now;
    }

    @Override
    public void activate() {
        actions.forEach(desk.actions()::register);
        if (!loaded) {
            loaded = true;
            model.load();
        }
        model.lookAtProtection();
    }

    @Override
    public void deactivate() {
        ActionRegistry registry = desk.actions();
        actions.forEach(action -> registry.unregister(action.id()));
    }

    private List<Action> actions() {
        Action create = Action.of(NEW, "connections.action.new", "fth-plus", this::startNew)
                .onKey("shortcut+n");
        Action save = Action.of(SAVE, "connections.action.save", "fth-save", model::save)
                .onKey("shortcut+s")
                .disabledWhile(notSavable());
        Action delete = Action.of(DELETE, "connections.action.delete", "fth-trash-2", model::delete)
                .disabledWhile(notDeletable())
                .confirmedBy(this::question);
        Action test = Action.of(TEST, "connections.action.test", "fth-activity", model::test)
                .disabledWhile(notTestable());
        Action open = Action.of(OPEN, "connections.action.open", "fth-log-in", model::open)
                .disabledWhile(notOpenable());
        List<Action> all = new java.util.ArrayList<>(List.of(create, save, delete));
        if (model.canTest()) {
            all.add(test);
        }
        if (model.canOpen()) {
            all.add(open);
        }
        return List.copyOf(all);
    }

    private void startNew() {
        leave(() -> {
            model.add();
            if (view != null) {
                view.focusForm();
            }
        });
    }

    /// Takes another profile into the form, after asking when something would be lost.
    private void leave(Runnable then) {
        if (!model.form().dirtyProperty().get()) {
            then.run();
            return;
        }
        Texts texts = desk.texts();
        ConnectionProfile typed = model.form().profile();
        desk.dialogs()
                .confirm(
                        new Confirm(
                                texts.get("connections.discard"),
                                texts.get("connections.discard.consequence"),
                                typed.name().isEmpty() ? texts.get("connections.unnamed") : typed.name(),
                                typed.environment(),
                                texts.get("connections.discard.verb")),
                        then);
    }

    private Confirm question() {
        Texts texts = desk.texts();
        ConnectionProfile profile = model.selectedProperty().get();
        return new Confirm(
                texts.get("connections.delete.title", profile.name()),
                texts.get("connections.delete.consequence"),
                profile.name() + "  " + profile.address(),
                profile.environment(),
                texts.get("connections.action.delete"));
    }

    private ObservableValue<@Nullable String> notSavable() {
        ProfileForm form = model.form();
        return Bindings.createObjectBinding(
                () -> {
                    if (model.selectedProperty().get().isEmbedded()) {
                        return desk.texts().get("connections.why.embedded");
                    }
                    return form.validProperty().get() ? null : desk.texts().get("connections.why.invalid");
                },
                model.selectedProperty(),
                form.validProperty(),
                desk.texts().languageProperty());
    }

    private ObservableValue<@Nullable String> notDeletable() {
        return Bindings.createObjectBinding(
                () -> {
                    ConnectionProfile profile = model.selectedProperty().get();
                    if (profile.isEmbedded()) {
                        return desk.texts().get("connections.why.embedded");
                    }
                    return model.isSaved(profile) ? null : desk.texts().get("connections.why.unsaved");
                },
                model.selectedProperty(),
                model.profiles(),
                desk.texts().languageProperty());
    }

    private ObservableValue<@Nullable String> notTestable() {
        ProfileForm form = model.form();
        return Bindings.createObjectBinding(
                () -> {
                    if (!form.validProperty().get()) {
                        return desk.texts().get("connections.why.invalid");
                    }
                    return model.testingProperty().get() ? desk.texts().get("connections.why.testing") : null;
                },
                form.validProperty(),
                model.testingProperty(),
                desk.texts().languageProperty());
    }

    private ObservableValue<@Nullable String> notOpenable() {
        ProfileForm form = model.form();
        return Bindings.createObjectBinding(
                () -> {
                    ConnectionProfile profile = model.selectedProperty().get();
                    boolean ready = profile.isEmbedded()
                            || model.isSaved(profile) && !form.dirtyProperty().get();
                    return ready ? null : desk.texts().get("connections.why.unsaved");
                },
                model.selectedProperty(),
                model.profiles(),
                form.dirtyProperty(),
                desk.texts().languageProperty());
    }
}
