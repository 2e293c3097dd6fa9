package io.quartermaster.app.logs;

import java.util.function.IntConsumer;
import javafx.scene.input.KeyEvent;

/// The keys that move in the text while it has the focus; the page's letters are actions. FX thread only.
final class LogKeys {
    private static final int PAN = 8;

    private final LogReader reader;
    private final LogViewport viewport;
    private final IntConsumer pan;

    LogKeys(LogReader reader, LogViewport viewport, IntConsumer pan) {
        this.reader = reader;
        this.viewport = viewport;
        this.pan = pan;
    }

    void onKey(KeyEvent event) {
        if (event.isAltDown() || event.isMetaDown()) {
            return;
        }
        int page = Math.max(1, viewport.rows() - 1);
        boolean used = true;
        switch (event.getCode()) {
            case UP -> reader.moveSelection(-1, event.isShiftDown());
            case DOWN -> reader.moveSelection(1, event.isShiftDown());
            case PAGE_UP -> reader.scroll(-page);
            case PAGE_DOWN, SPACE -> reader.scroll(page);
            case HOME -> reader.toStart();
            case END -> reader.toEnd();
            case LEFT -> pan.accept(-PAN);
            case RIGHT -> pan.accept(PAN);
            default -> used = false;
        }
        if (used) {
            event.consume();
        }
    }
}
