package io.quartermaster.app.logs;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// The lines on the screen as a grid of equal rows and columns. However long the log, there are as many nodes as
/// rows fit; however long a line, only the columns that fit are given to the text engine. FX thread only.
final class LogTextView extends Region {
    private static final String FAMILY = "JetBrains Mono";
    private static final double SMALLEST = 9;
    private static final double LARGEST = 24;
    private static final double LINE_HEIGHT = 1.6;
    private static final double WHEEL_LINES = 3;
    /// Share of the track: in a file of gigabytes a true thumb would be thinner than a pixel.
    private static final double SMALLEST_THUMB = 0.06;
    /// Left free for the mark that shows the focus.
    private static final double FOCUS_MARK = 2;

    private final LogsViewModel model;
    private final LogReader reader;
    private final LogViewport viewport;
    private final Pane rowArea = new Pane();
    private final List<LogRowView> rowViews = new ArrayList<>();
    private final ScrollBar vertical = new ScrollBar();
    private final ScrollBar horizontal = new ScrollBar();
    private final OverviewStrip overview;
    private final BooleanProperty wrap = new SimpleBooleanProperty(this, "wrap");
    private double fontSize = 12;
    private double charWidth = 7;
    private int skipped;
    private boolean adjusting;
    private double wheelRest;

    LogTextView(LogsViewModel model) {
        this.model = model;
        this.reader = model.reader();
        this.viewport = model.viewport();
        this.overview = new OverviewStrip(this::goToShare);
        getStyleClass().add("log-view");
        setId("log-view");
        setFocusTraversable(true);
        rowArea.getStyleClass().addAll("mono", "log-rows");
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(rowArea.widthProperty());
        clip.heightProperty().bind(rowArea.heightProperty());
        rowArea.setClip(clip);
        vertical.setOrientation(Orientation.VERTICAL);
        vertical.setId("log-scroll");
        getChildren().addAll(rowArea, vertical, horizontal, overview);
        measure();
        vertical.valueProperty().addListener((property, before, now) -> dragged(now.doubleValue()));
        horizontal.valueProperty().addListener((property, before, now) -> {
            skipped = now.intValue();
            redraw();
        });
        wrap.addListener((property, before, now) -> requestLayout());
        addEventHandler(KeyEvent.KEY_PRESSED, new LogKeys(reader, viewport, this::pan)::onKey);
        addEventHandler(ScrollEvent.SCROLL, this::onScroll);
        rowArea.addEventHandler(MouseEvent.MOUSE_PRESSED, this::onMouse);
        rowArea.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onMouse);
        viewport.windowProperty().subscribe(window -> redraw());
        reader.selectionProperty().subscribe(selection -> redraw());
        model.finder().stateProperty().subscribe(state -> redraw());
        model.marksProperty().subscribe(changed -> redraw());
    }

    BooleanProperty wrapProperty() {
        return wrap;
    }

    void zoom(double steps) {
        fontSize = Math.clamp(fontSize + steps, SMALLEST, LARGEST);
        measure();
        requestLayout();
    }

    private void measure() {
        Text ruler = new Text("0".repeat(100));
        ruler.setFont(Font.font(FAMILY, fontSize));
        charWidth = ruler.getLayoutBounds().getWidth() / 100;
        // A size of the grid and no matter of looks: the sheet gives the family, the grid needs the number.
        rowArea.setStyle("-fx-font-size: " + fontSize + "px;");
    }

    private double rowHeight() {
        return Math.ceil(fontSize * LINE_HEIGHT);
    }

    @Override
    protected void layoutChildren() {
        double barWidth = vertical.prefWidth(-1);
        double barHeight = wrap.get() ? 0 : horizontal.prefHeight(-1);
        double right = overview.prefWidth(-1) + barWidth;
        double width = Math.max(0, getWidth() - right);
        double height = Math.max(0, getHeight() - barHeight);
        rowArea.resizeRelocate(0, 0, width, height);
        overview.resizeRelocate(width, 0, right - barWidth, height);
        vertical.resizeRelocate(width + right - barWidth, 0, barWidth, height);
        horizontal.setVisible(!wrap.get());
        horizontal.resizeRelocate(0, height, width, barHeight);
        int rows = Math.max(1, (int) (height / rowHeight()));
        while (rowViews.size() < rows) {
            LogRowView fresh = new LogRowView();
            rowViews.add(fresh);
            rowArea.getChildren().add(fresh);
        }
        while (rowViews.size() > rows) {
            rowViews.removeLast();
            rowArea.getChildren().removeLast();
        }
        for (int i = 0; i < rows; i++) {
            rowViews.get(i).resizeRelocate(FOCUS_MARK, i * rowHeight(), width - FOCUS_MARK, rowHeight());
        }
        viewport.setRows(rows);
        redraw();
    }

    private void redraw() {
        LogWindow window = viewport.window();
        LogMargin margin = LogMargin.of(window, model.openProperty().get());
        double marginWidth = (margin.columns() + 2) * charWidth;
        int columns = Math.max(8, (int) ((rowArea.getWidth() - marginWidth - 2 * charWidth) / charWidth));
        VisualRow.Grid grid = new VisualRow.Grid(rowViews.size(), columns, skipped, wrap.get());
        List<VisualRow> rows =
                VisualRow.of(window, grid, model.finder().stateProperty().get().test());
        LogSelection selection = reader.selectionProperty().get();
        for (int i = 0; i < rowViews.size(); i++) {
            VisualRow row = i < rows.size() ? rows.get(i) : null;
            boolean selected = row != null
                    && selection != null
                    && selection.holds(row.line().address());
            rowViews.get(i).show(row, row == null ? "" : margin.of(row.line()), marginWidth, selected);
        }
        adjustBars(window, columns);
        showMarks(window);
    }

    private void adjustBars(LogWindow window, int columns) {
        adjusting = true;
        double visible = Math.max(1, window.bottom() - window.top());
        double max = Math.max(0, window.extent() - visible);
        vertical.setMax(Math.max(1, max));
        double share = Math.max(SMALLEST_THUMB, visible / Math.max(1, window.extent()));
        vertical.setVisibleAmount(max == 0 ? 1 : share * max);
        vertical.setUnitIncrement(visible / Math.max(1, rowViews.size()));
        vertical.setBlockIncrement(visible);
        vertical.setValue(window.atEnd() ? vertical.getMax() : window.top());
        vertical.setDisable(max == 0);
        int widest = 0;
        for (LogLine line : window.lines()) {
            widest = Math.max(widest, DisplayText.columns(DisplayText.of(line.text())) + (line.cut() ? 2 : 0));
        }
        int hidden = Math.max(Math.max(0, widest - columns), skipped);
        horizontal.setMax(Math.max(1, hidden));
        horizontal.setVisibleAmount((double) hidden * columns / Math.max(1, columns + hidden));
        horizontal.setBlockIncrement(columns / 2.0);
        horizontal.setUnitIncrement(4);
        horizontal.setDisable(hidden == 0);
        adjusting = false;
    }

    private void showMarks(LogWindow window) {
        HitScan hits = model.finder().hits();
        OpenLog open = model.openProperty().get();
        HitScan errors = open == null ? null : open.errors();
        overview.show(density(hits), density(errors), window.extent());
    }

    private static @Nullable Density density(@Nullable HitScan scan) {
        return scan == null ? null : scan.density();
    }

    private void dragged(double value) {
        if (adjusting) {
            return;
        }
        if (value >= vertical.getMax()) {
            reader.toEnd();
        } else {
            reader.scrollTo((long) value);
        }
    }

    private void goToShare(double share) {
        reader.scrollTo((long) (share * viewport.window().extent()));
    }

    private void pan(int columns) {
        if (!wrap.get()) {
            horizontal.setValue(Math.clamp(horizontal.getValue() + columns, 0, horizontal.getMax()));
        }
    }

    private void onScroll(ScrollEvent event) {
        if (event.isShortcutDown()) {
            zoom(Math.signum(event.getDeltaY()));
        } else if (Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            pan((int) -Math.round(event.getDeltaX() / charWidth));
        } else {
            wheelRest -= event.getDeltaY() / event.getMultiplierY() * WHEEL_LINES;
            int lines = (int) wheelRest;
            wheelRest -= lines;
            if (lines != 0) {
                reader.scroll(lines);
            }
        }
        event.consume();
    }

    private void onMouse(MouseEvent event) {
        requestFocus();
        int index = Math.clamp((int) (event.getY() / rowHeight()), 0, Math.max(0, rowViews.size() - 1));
        VisualRow row = rowViews.isEmpty() ? null : rowViews.get(index).row();
        if (row != null && event.isPrimaryButtonDown()) {
            reader.select(row.line(), event.isShiftDown() || event.getEventType() == MouseEvent.MOUSE_DRAGGED);
        }
        event.consume();
    }
}
