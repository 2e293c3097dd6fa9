package io.quartermaster.app.connections;

import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.EnvironmentBadge;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the connections page looks like.
final class ConnectionsView extends BorderPane {
    private static final double LIST_WIDTH = 300;

    private final ConnectionsViewModel model;
    private final Texts texts;
    private final ActionRegistry actions;
    private final ProfileFormView form;
    private final AttachPane attach;
    private final ObservableValue<@Nullable ConnectionProfile> inUse;
    private final Consumer<Runnable> leave;

    /// @param leave runs what takes another profile into the form, after asking when something would be lost
    ConnectionsView(
            PageHeader header,
            ConnectionsViewModel model,
            Texts texts,
            ActionRegistry actions,
            AttachPane attach,
            ObservableValue<@Nullable ConnectionProfile> inUse,
            Consumer<Runnable> leave) {
        this.inUse = inUse;
        this.leave = leave;
        this.attach = attach;
        this.model = model;
        this.texts = texts;
        this.actions = actions;
        this.form = new ProfileFormView(model.form(), texts, protection());
        getStyleClass().add("page");
        setTop(header);
        setLeft(list());
        ScrollPane scroll = new ScrollPane(details());
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        setCenter(scroll);
    }

    void focusForm() {
        form.focusFirst();
    }

    private ListView<ConnectionProfile> list() {
        ListView<ConnectionProfile> list = new ListView<>(model.profiles());
        list.setId("profile-list");
        list.getStyleClass().add("side-list");
        list.setPrefWidth(LIST_WIDTH);
        list.setCellFactory(view -> new ProfileCell(texts, inUse));
        texts.languageProperty().subscribe(list::refresh);
        list.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            ConnectionProfile shown = model.selectedProperty().get();
            if (chosen == null || chosen.equals(shown)) {
                return;
            }
            if (chosen.id().equals(shown.id())) {
                model.selectedProperty().set(chosen);
            } else {
                // until it is certain that nothing is lost, the list shows which one is in the form
                leave.accept(() -> model.selectedProperty().set(chosen));
                Platform.runLater(() -> selectShown(list));
            }
        });
        model.selectedProperty().subscribe(() -> selectShown(list));
        selectShown(list);
        return list;
    }

    private void selectShown(ListView<ConnectionProfile> list) {
        ConnectionProfile shown = model.selectedProperty().get();
        if (model.profiles().contains(shown)) {
            list.getSelectionModel().select(shown);
        } else {
            list.getSelectionModel().clearSelection();
        }
    }

    private VBox details() {
        VBox embedded = embedded();
        VBox mysql = new VBox(form);
        var isEmbedded = Bindings.createBooleanBinding(
                () -> model.selectedProperty().get().isEmbedded(), model.selectedProperty());
        embedded.visibleProperty().bind(isEmbedded);
        embedded.managedProperty().bind(isEmbedded);
        mysql.visibleProperty().bind(isEmbedded.not());
        mysql.managedProperty().bind(isEmbedded.not());
        VBox box = new VBox(heading(), embedded, mysql, buttons(isEmbedded.not()), result());
        box.getStyleClass().addAll("details", "gap-16");
        return box;
    }

    private HBox heading() {
        Label name = new Label();
        name.getStyleClass().add("subheading");
        name.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            String typed =
                                    model.form().value(ProfileForm.Field.NAME).get();
                            ConnectionProfile edited =
                                    model.form().editedProperty().get();
                            if (edited.isEmbedded()) {
                                return edited.displayName(texts);
                            }
                            return typed.isBlank() ? texts.get("connections.unnamed") : typed;
                        },
                        model.form().value(ProfileForm.Field.NAME),
                        model.form().editedProperty(),
                        texts.languageProperty()));
        HBox box = new HBox(8, name, new EnvironmentBadge(model.form().environmentProperty()));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private VBox embedded() {
        Label text = new Label();
        text.textProperty().bind(texts.live("connections.embedded.text"));
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        text.getStyleClass().add("muted");
        return new VBox(20, text, attach);
    }

    private HBox buttons(javafx.beans.value.ObservableBooleanValue editable) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox box = new HBox(8);
        if (model.canOpen()) {
            Button open = actions.button(ConnectionsPage.OPEN);
            open.getStyleClass().add("accent");
            box.getChildren().add(open);
        }
        Button save = actions.button(ConnectionsPage.SAVE);
        box.getChildren().add(whileEditable(save, editable));
        if (model.canTest()) {
            box.getChildren().add(whileEditable(actions.button(ConnectionsPage.TEST), editable));
        } else {
            save.getStyleClass().add("accent");
        }
        Button delete = actions.button(ConnectionsPage.DELETE);
        delete.getStyleClass().addAll("danger", "button-outlined");
        box.getChildren().addAll(space, whileEditable(delete, editable));
        return box;
    }

    private static Node whileEditable(Button button, javafx.beans.value.ObservableBooleanValue editable) {
        button.visibleProperty().bind(editable);
        button.managedProperty().bind(editable);
        return button;
    }

    private VBox result() {
        Label sentence = new Label();
        sentence.setId("test-sentence");
        sentence.getStyleClass().add("strong");
        sentence.setWrapText(true);
        sentence.setMinHeight(USE_PREF_SIZE);
        Label whatToDo = new Label();
        whatToDo.setId("test-what-to-do");
        whatToDo.setWrapText(true);
        whatToDo.setMinHeight(USE_PREF_SIZE);
        FontIcon icon = new FontIcon("fth-info");
        HBox line = new HBox(8, icon, new VBox(4, sentence, whatToDo));
        VBox box = new VBox(line);
        box.setId("test-result");
        box.getStyleClass().add("verdict");
        Runnable update = () -> {
            TestResult result = model.resultProperty().get();
            box.setVisible(result != null);
            box.setManaged(result != null);
            box.getStyleClass().removeAll("verdict-ok", "verdict-limited", "verdict-failed");
            if (result != null) {
                sentence.setText(result.sentence(texts));
                whatToDo.setText(result.whatToDo(texts));
                boolean ok = result instanceof TestResult.Ok;
                icon.setIconLiteral(ok ? "fth-check-circle" : "fth-alert-triangle");
                box.getStyleClass().add(ok ? "verdict-ok" : result.isUsable() ? "verdict-limited" : "verdict-failed");
            }
        };
        model.resultProperty().subscribe(update);
        texts.languageProperty().subscribe(update);
        update.run();
        return box;
    }

    private Label protection() {
        Label label = new Label();
        label.setId("protection");
        label.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            SecretStore.Protection how =
                                    model.protectionProperty().get();
                            return how == null ? "" : texts.get(SecretWords.keyOf(how));
                        },
                        model.protectionProperty(),
                        texts.languageProperty()));
        return label;
    }
}
