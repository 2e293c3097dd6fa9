package io.quartermaster.app.platform;

import javafx.beans.value.ObservableValue;
import javafx.event.EventHandler;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/// The tooltip of a control that stands in the window from the start. A tooltip is a window of its own and dear to
// make;
/// this one is made when the pointer first comes, not before the first frame. FX thread only.
public final class Hint implements EventHandler<MouseEvent> {
    private final Control control;
    private final ObservableValue<String> text;

    private Hint(Control control, ObservableValue<String> text) {
        this.control = control;
        this.text = text;
    }

    /// The control keeps the text, which follows the language.
    public static void on(Control control, ObservableValue<String> text) {
        control.addEventHandler(MouseEvent.MOUSE_ENTERED, new Hint(control, text));
    }

    @Override
    public void handle(MouseEvent event) {
        control.removeEventHandler(MouseEvent.MOUSE_ENTERED, this);
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(text);
        control.setTooltip(tooltip);
    }
}
