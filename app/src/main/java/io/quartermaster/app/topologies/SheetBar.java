package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Texts;
import javafx.scene.control.Button;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the sheets over the editor have in common.
final class SheetBar {
    private SheetBar() {}

    static Button back(Texts texts, Runnable close) {
        Button back = new Button(null, new FontIcon("fth-arrow-left"));
        back.setId("sheet-back");
        back.getStyleClass().add("icon-button");
        back.accessibleTextProperty().bind(texts.live("topologies.sheet.back"));
        Hint.on(back, texts.live("topologies.sheet.back"));
        back.setOnAction(event -> close.run());
        return back;
    }
}
