package io.quartermaster.app.shell;

import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.platform.Texts;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The pages at the left edge: icons, with names beside them when there is room. Settings are at the foot.
final class NavigationRail extends VBox {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final BooleanProperty wide = new SimpleBooleanProperty(this, "wide");

    NavigationRail(Navigator navigator, Texts texts) {
        getStyleClass().add("rail");
        Region space = new Region();
        VBox.setVgrow(space, Priority.ALWAYS);
        int number = 1;
        for (Page page : navigator.pages()) {
            Button entry = entry(navigator, texts, page, number++);
            if (page.id().equals(MainWindow.FOOT_PAGE)) {
                getChildren().addAll(space, entry);
            } else {
                getChildren().add(entry);
            }
        }
        wide.subscribe(now -> pseudoClassStateChanged(PseudoClass.getPseudoClass("wide"), now));
    }

    BooleanProperty wideProperty() {
        return wide;
    }

    private Button entry(Navigator navigator, Texts texts, Page page, int number) {
        ObservableValue<String> name = texts.live(page.titleKey());
        Button button = new Button();
        button.setId("nav-" + page.id());
        button.setGraphic(new FontIcon(page.icon()));
        button.getStyleClass().add("rail-entry");
        button.setMaxWidth(Double.MAX_VALUE);
        button.textProperty().bind(name);
        button.accessibleTextProperty().bind(name);
        button.contentDisplayProperty()
                .bind(wide.map(shown -> shown ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY));
        Hint.on(button, name.map(text -> number > 9 ? text : text + "  Ctrl+" + number));
        button.setOnAction(event -> navigator.open(page));
        navigator.currentProperty().subscribe(current -> button.pseudoClassStateChanged(CURRENT, current == page));
        return button;
    }
}
