package io.quartermaster.app.jobs;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A text field that offers what fits the words typed so far, and still takes any text. FX thread only.
final class SuggestField extends TextField {
    private static final int SHOWN = 9;

    /// One offer.
    ///
    /// @param note     what is known of it, shown behind it
    /// @param doubtful whether choosing it is probably wrong
    record Suggestion(String value, String note, boolean doubtful) {}

    private final Supplier<List<Suggestion>> offers;
    private final ContextMenu menu = new ContextMenu();
    private final boolean several;
    private boolean choosing;

    SuggestField(Supplier<List<Suggestion>> offers) {
        this(offers, false);
    }

    /// @param several whether it holds a list, whose last part is suggested for
    SuggestField(Supplier<List<Suggestion>> offers, boolean several) {
        this.offers = offers;
        this.several = several;
        menu.getStyleClass().add("suggest-menu");
        textProperty().addListener((property, before, now) -> {
            if (isFocused() && !choosing) {
                offer(several ? now.substring(lastPart(now)) : now);
            }
        });
        focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                menu.hide();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN && !menu.isShowing()) {
                offer("");
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE && menu.isShowing()) {
                menu.hide();
                event.consume();
            }
        });
    }

    /// Offers what holds all words of `typed`; everything when nothing is typed.
    void offer(String typed) {
        List<String> words =
                List.of(typed.strip().toLowerCase(Locale.ROOT).replace(' ', '_').split("[_\\s]+"));
        List<Suggestion> fitting = offers.get().stream()
                .filter(each -> fits(each, words))
                .limit(SHOWN)
                .toList();
        boolean chosenAlready =
                fitting.size() == 1 && fitting.getFirst().value().equals(typed);
        if (fitting.isEmpty() || chosenAlready || getScene() == null) {
            menu.hide();
            return;
        }
        menu.getItems().setAll(fitting.stream().map(this::item).toList());
        if (!menu.isShowing()) {
            menu.show(this, Side.BOTTOM, 0, 2);
        }
    }

    /// Where the last part of a list begins.
    private static int lastPart(String text) {
        int at = Math.max(text.lastIndexOf(','), text.lastIndexOf(' '));
        return at + 1;
    }

    private static boolean fits(Suggestion suggestion, List<String> words) {
        String searched = (suggestion.value() + " " + suggestion.note()).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(searched::contains);
    }

    private MenuItem item(Suggestion suggestion) {
        Label value = new Label(suggestion.value());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label note = new Label(suggestion.note());
        note.getStyleClass().add(suggestion.doubtful() ? "status-waiting" : "muted");
        HBox line = new HBox(16, value, space, note);
        line.setMinWidth(Math.max(220, getWidth() - 32));
        CustomMenuItem item = new CustomMenuItem(line);
        item.setOnAction(event -> {
            choosing = true;
            String text = getText();
            setText(several ? text.substring(0, lastPart(text)) + suggestion.value() + ", " : suggestion.value());
            positionCaret(getText().length());
            choosing = false;
        });
        return item;
    }
}
