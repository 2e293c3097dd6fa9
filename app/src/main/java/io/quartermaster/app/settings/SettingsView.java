package io.quartermaster.app.settings;

import io.quartermaster.app.connections.SecretStore.Protection;
import io.quartermaster.app.connections.SecretWords;
import io.quartermaster.app.platform.Appearance;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Directories;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What the settings page looks like: one section after the other, each with a line that says what it does.
final class SettingsView extends BorderPane {
    private static final int LONG_PROMPT = 24;
    private static final int SHORT_PROMPT = 15;

    private final Desk desk;
    private final Texts texts;
    private final SecretsModel secrets;

    SettingsView(Desk desk, SecretsModel secrets, Directories directories) {
        this.desk = desk;
        this.texts = desk.texts();
        this.secrets = secrets;
        getStyleClass().add("page");
        setTop(new PageHeader(texts, "settings.title"));
        VBox sections = new VBox(
                section("settings.language", language()),
                section("settings.theme", theme()),
                section("settings.zone", zone()),
                section("settings.secrets", secretsBox()),
                section("settings.files", files(directories)));
        sections.getStyleClass().addAll("details", "gap-24");
        ScrollPane scroll = new ScrollPane(sections);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("page-scroll");
        setCenter(scroll);
    }

    private VBox section(String key, Node content) {
        Label title = new Label();
        title.textProperty().bind(texts.live(key));
        title.getStyleClass().add("subheading");
        Label text = new Label();
        text.textProperty().bind(texts.live(key + ".text"));
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        VBox box = new VBox(4, title, text, content);
        VBox.setMargin(content, new javafx.geometry.Insets(4, 0, 0, 0));
        return box;
    }

    private HBox language() {
        return choice(
                "language",
                List.of(Language.values()),
                texts.languageProperty(),
                each -> Bindings.createStringBinding(each::ownName));
    }

    private HBox theme() {
        return choice(
                "theme",
                List.of(Appearance.values()),
                desk.theme().appearanceProperty(),
                each -> texts.live("settings.theme." + each.name().toLowerCase(Locale.ROOT)));
    }

    private HBox zone() {
        return choice(
                "zone",
                List.of(ZoneId.systemDefault(), ZoneOffset.UTC),
                desk.times().zoneProperty(),
                each -> each.equals(ZoneOffset.UTC)
                        ? Bindings.createStringBinding(() -> "UTC")
                        : texts.live("settings.zone.local", each.getId()));
    }

    private <T> HBox choice(
            String id, List<T> values, ObjectProperty<T> property, Function<T, ObservableValue<String>> name) {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        for (int i = 0; i < values.size(); i++) {
            T value = values.get(i);
            ToggleButton button = new ToggleButton();
            button.setId(id + "-" + value.toString().toLowerCase(Locale.ROOT));
            button.setToggleGroup(group);
            button.getStyleClass().add(i == 0 ? "left-pill" : i == values.size() - 1 ? "right-pill" : "center-pill");
            button.textProperty().bind(name.apply(value));
            button.setOnAction(event -> {
                property.set(value);
                // pressing the pressed one must not leave none chosen
                button.setSelected(true);
            });
            property.subscribe(now -> button.setSelected(value.equals(now)));
            box.getChildren().add(button);
        }
        return box;
    }

    private VBox secretsBox() {
        Label how = new Label();
        how.setId("settings-protection");
        how.setWrapText(true);
        how.setMinHeight(USE_PREF_SIZE);
        how.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            SecretsModel.State now = secrets.stateProperty().get();
                            return now == null ? "" : texts.get(SecretWords.keyOf(now.protection()));
                        },
                        secrets.stateProperty(),
                        texts.languageProperty()));
        HBox set = newMaster();
        HBox unlock = unlocking();
        secrets.stateProperty().subscribe(now -> {
            show(set, now != null && now.protection() != Protection.KEYCHAIN && !now.locked());
            show(unlock, now != null && now.locked());
        });
        return new VBox(8, how, set, unlock);
    }

    /// Typed twice: nobody sees it, and a slip of the finger would lock every password away for good.
    private HBox newMaster() {
        PasswordField once =
                password("settings-master", texts.live("settings.secrets.master", SecretsModel.SHORTEST), LONG_PROMPT);
        PasswordField again =
                password("settings-master-again", texts.live("settings.secrets.master.again"), SHORT_PROMPT);
        Label differs = new Label();
        differs.setId("settings-master-differs");
        differs.getStyleClass().addAll("field-error", "small");
        differs.setMinWidth(USE_PREF_SIZE);
        differs.textProperty().bind(texts.live("settings.secrets.master.differs"));
        StringProperty first = once.textProperty();
        StringProperty second = again.textProperty();
        differs.visibleProperty()
                .bind(second.isNotEmpty()
                        .and(Bindings.createBooleanBinding(
                                () -> !first.get().startsWith(second.get()), first, second)));
        BooleanBinding ready =
                first.length().greaterThanOrEqualTo(SecretsModel.SHORTEST).and(first.isEqualTo(second));
        return line("settings.secrets.set.button", secrets::protectWith, ready, List.of(once, again), differs);
    }

    private HBox unlocking() {
        PasswordField field = password("settings-unlock", texts.live("settings.secrets.unlock"), SHORT_PROMPT);
        BooleanBinding ready = field.textProperty().isNotEmpty();
        return line("settings.secrets.unlock.button", secrets::unlock, ready, List.of(field));
    }

    private static PasswordField password(String id, ObservableValue<String> prompt, int columns) {
        PasswordField field = new PasswordField();
        field.setId(id);
        field.promptTextProperty().bind(prompt);
        field.setPrefColumnCount(columns);
        return field;
    }

    /// Fields and the button that uses what stands in the first; the fields forget it.
    private HBox line(
            String verbKey, Consumer<String> use, BooleanBinding ready, List<PasswordField> fields, Node... after) {
        Button verb = new Button();
        verb.setId(fields.getFirst().getId() + "-verb");
        verb.textProperty().bind(texts.live(verbKey));
        verb.setMinWidth(USE_PREF_SIZE);
        verb.disableProperty().bind(ready.not());
        verb.setOnAction(event -> {
            String typed = fields.getFirst().getText();
            fields.forEach(PasswordField::clear);
            use.accept(typed);
        });
        HBox box = new HBox(8);
        box.getChildren().addAll(fields);
        box.getChildren().add(verb);
        box.getChildren().addAll(after);
        box.setAlignment(Pos.CENTER_LEFT);
        fields.forEach(field -> field.setOnAction(event -> verb.fire()));
        return box;
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private VBox files(Directories directories) {
        return new VBox(
                4,
                place("settings.files.config", directories.config()),
                place("settings.files.data", directories.data()),
                place("settings.files.logs", directories.logs()));
    }

    private HBox place(String key, Path path) {
        Label name = new Label();
        name.textProperty().bind(texts.live(key));
        name.getStyleClass().add("form-label");
        name.setPrefWidth(132);
        name.setMinWidth(132);
        TextField value = new TextField(path.toString());
        value.setEditable(false);
        value.getStyleClass().addAll("mono", "copyable");
        HBox.setHgrow(value, Priority.ALWAYS);
        HBox box = new HBox(name, value);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
