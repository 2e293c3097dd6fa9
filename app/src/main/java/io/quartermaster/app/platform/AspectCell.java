package io.quartermaster.app.platform;

import java.util.Objects;
import java.util.function.BiConsumer;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A cell that shows one aspect of what its row is of. Its tooltip holds what the column is too narrow for. FX thread
/// only.
///
/// A table fills hundreds of these in one frame. So what stays the same is not touched, as every change of a style
/// class or a graphic is a pass of CSS; and a tooltip, which is a window, is made when the mouse comes.
public final class AspectCell<R, T> extends TableCell<R, T> {
    private final BiConsumer<AspectCell<R, T>, T> show;
    private String mark = "";
    private String tip = "";
    private @Nullable Tooltip tooltip;
    private @Nullable FontIcon icon;

    /// @param show calls one of the `show` methods with what there is to be seen of an item
    public AspectCell(BiConsumer<AspectCell<R, T>, T> show) {
        this.show = show;
        setOnMouseEntered(event -> {
            if (tooltip == null) {
                tooltip = new Tooltip();
                showTip();
            }
        });
    }

    /// @param shownTip null when it is the text
    public void show(String text, @Nullable String shownTip) {
        show(text, shownTip, "", null);
    }

    /// @param styleClass the one class that this item adds to the cell, empty for none
    /// @param literal    the icon before the text
    public void show(String text, @Nullable String shownTip, String styleClass, @Nullable String literal) {
        setText(text);
        tip = Objects.requireNonNullElse(shownTip, text);
        showTip();
        mark(styleClass);
        setGraphic(literal == null ? null : icon(literal));
    }

    /// Shows the same item as it is now.
    public void again() {
        T item = getItem();
        if (item != null && !isEmpty()) {
            show.accept(this, item);
        }
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
        super.updateItem(item, empty);
        if (item == null || empty) {
            setText(null);
            setGraphic(null);
            tip = "";
            showTip();
        } else {
            show.accept(this, item);
        }
    }

    private void mark(String styleClass) {
        if (!mark.equals(styleClass)) {
            getStyleClass().remove(mark);
            if (!styleClass.isEmpty()) {
                getStyleClass().add(styleClass);
            }
            mark = styleClass;
        }
    }

    private FontIcon icon(String literal) {
        FontIcon shown = icon;
        if (shown == null) {
            shown = new FontIcon(literal);
            icon = shown;
        } else if (!literal.equals(shown.getIconLiteral())) {
            shown.setIconLiteral(literal);
        }
        return shown;
    }

    private void showTip() {
        Tooltip shown = tooltip;
        if (shown != null) {
            shown.setText(tip);
            setTooltip(tip.isEmpty() ? null : shown);
        }
    }
}
