package io.quartermaster.app.logs;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// Draws one [VisualRow]; made once for each row of the screen and filled again and again. FX thread only.
final class LogRowView extends HBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final List<String> LEVELS = List.of("log-info", "log-warn", "log-error");

    private final Label number = new Label();
    private final HBox text = new HBox();
    private @Nullable VisualRow row;

    LogRowView() {
        getStyleClass().add("log-row");
        setAlignment(Pos.CENTER_LEFT);
        number.getStyleClass().add("log-number");
        number.setMinWidth(USE_PREF_SIZE);
        text.setAlignment(Pos.CENTER_LEFT);
        text.getStyleClass().add("log-text");
        getChildren().addAll(number, text);
        setMinWidth(0);
    }

    @Nullable
    VisualRow row() {
        return row;
    }

    void show(@Nullable VisualRow next, String margin, double marginWidth, boolean selected) {
        row = next;
        setVisible(next != null);
        number.setPrefWidth(marginWidth);
        number.setText(next != null && next.leading() ? margin : "");
        pseudoClassStateChanged(SELECTED, selected);
        if (next != null) {
            showPieces(next);
        }
    }

    private void showPieces(VisualRow next) {
        List<VisualRow.Piece> pieces = next.pieces();
        int wanted = pieces.size() + (next.goesOn() ? 1 : 0);
        while (text.getChildren().size() > wanted) {
            text.getChildren().removeLast();
        }
        while (text.getChildren().size() < wanted) {
            Label label = new Label();
            label.setMinWidth(USE_PREF_SIZE);
            text.getChildren().add(label);
        }
        String level = LEVELS.get(next.severity().ordinal());
        for (int i = 0; i < pieces.size(); i++) {
            dress(
                    (Label) text.getChildren().get(i),
                    pieces.get(i).text(),
                    pieces.get(i).hit() ? "log-hit" : level);
        }
        if (next.goesOn()) {
            dress((Label) text.getChildren().getLast(), "\u2026", "log-cut");
        }
    }

    private static void dress(Label label, String shown, String styleClass) {
        label.setText(shown);
        if (!label.getStyleClass().getLast().equals(styleClass)) {
            label.getStyleClass().setAll("label", styleClass);
        }
    }
}
