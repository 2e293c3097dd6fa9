package io.quartermaster.app.runs;

import io.quartermaster.app.graph.Ink;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.topology.NodeId;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Runs beside each other, newest first, nodes below each other: each cell by colour, icon and time. Painted, and only
/// what is in view. FX thread only.
final class HistoryGrid extends Region {
    private static final double ROW = HistoryPaint.ROW;
    private static final double COLUMN = HistoryPaint.COLUMN;
    private static final double HEAD = HistoryPaint.HEAD;

    /// Opens a run, and selects one of its nodes.
    interface Opening {
        void open(RecordId run, @Nullable NodeId node);
    }

    private final RunsViewModel model;
    private final Texts texts;
    private final Times times;
    private final Opening open;
    private final Ink ink = new Ink(this::requestLayout);
    private final Canvas canvas = new Canvas();
    private final ScrollBar down = new ScrollBar();
    private final ScrollBar across = new ScrollBar();
    private final Tooltip tip = new Tooltip();

    HistoryGrid(RunsViewModel model, Texts texts, Times times, Opening open) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        this.open = open;
        setId("runs-grid");
        getStyleClass().add("runs-grid");
        setFocusTraversable(true);
        accessibleTextProperty().bind(texts.live("runs.grid"));
        down.setOrientation(Orientation.VERTICAL);
        down.valueProperty().subscribe(now -> requestLayout());
        across.valueProperty().subscribe(now -> requestLayout());
        getChildren().setAll(ink, canvas, down, across);
        setMinSize(120, 120);
        setOnScroll(event -> {
            scroll(across, -event.getDeltaX() - (event.isShiftDown() ? event.getDeltaY() : 0));
            scroll(down, event.isShiftDown() ? 0 : -event.getDeltaY());
            event.consume();
        });
        setOnMousePressed(this::press);
        setOnMouseMoved(event -> hover(event.getX(), event.getY()));
        setOnKeyPressed(this::walk);
        Tooltip.install(canvas, tip);
        model.historyProperty().subscribe(now -> requestLayout());
        model.selected().subscribe(this::requestLayout);
        texts.languageProperty().subscribe(now -> requestLayout());
        times.zoneProperty().subscribe(now -> requestLayout());
    }

    private static void scroll(ScrollBar bar, double by) {
        bar.setValue(Math.clamp(bar.getValue() + by, 0, Math.max(0, bar.getMax())));
    }

    private History history() {
        return model.historyProperty().get();
    }

    private double names() {
        return Math.clamp(getWidth() * 0.25, 90, 240);
    }

    private int columnAt(double x) {
        double at = x - names() + across.getValue();
        int column = (int) Math.floor(at / COLUMN);
        return x < names() || column >= history().columns().size() ? -1 : column;
    }

    private int rowAt(double y) {
        int row = (int) Math.floor((y - HEAD + down.getValue()) / ROW);
        return y < HEAD || row >= history().rows().size() ? -1 : row;
    }

    private void press(MouseEvent event) {
        requestFocus();
        int column = columnAt(event.getX());
        if (column < 0) {
            return;
        }
        RecordId id = history().columns().get(column).run().record().id();
        if (event.getClickCount() == 2) {
            int row = rowAt(event.getY());
            open.open(id, row < 0 ? null : history().rows().get(row).node());
        } else {
            select(id, event.isShortcutDown() || event.isShiftDown());
        }
    }

    private void select(RecordId id, boolean more) {
        List<RecordId> now = more ? new ArrayList<>(model.selected()) : new ArrayList<>();
        if (!now.remove(id)) {
            now.add(id);
        }
        model.select(now);
    }

    private void walk(KeyEvent event) {
        int step = event.getCode() == KeyCode.RIGHT ? 1 : event.getCode() == KeyCode.LEFT ? -1 : 0;
        List<HistoryColumn> columns = history().columns();
        if (event.getCode() == KeyCode.ENTER && !model.selected().isEmpty()) {
            open.open(model.selected().getLast(), null);
            event.consume();
        } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            scroll(down, event.getCode() == KeyCode.DOWN ? ROW : -ROW);
            event.consume();
        } else if (step != 0 && !columns.isEmpty()) {
            int next = Math.clamp(index() + step, 0, columns.size() - 1);
            select(columns.get(next).run().record().id(), event.isShiftDown());
            double x = next * COLUMN;
            if (x < across.getValue() || x + COLUMN > across.getValue() + getWidth() - names()) {
                across.setValue(Math.clamp(x - COLUMN, 0, Math.max(0, across.getMax())));
            }
            event.consume();
        }
    }

    private int index() {
        for (int i = 0; i < history().columns().size() && !model.selected().isEmpty(); i++) {
            if (history()
                    .columns()
                    .get(i)
                    .run()
                    .record()
                    .id()
                    .equals(model.selected().getLast())) {
                return i;
            }
        }
        return -1;
    }

    private void hover(double x, double y) {
        int column = columnAt(x);
        int row = rowAt(y);
        String text = column < 0
                ? row < 0 || x > names() ? "" : history().rows().get(row).name()
                : told(column, row);
        tip.setText(text);
        tip.setOpacity(text.isEmpty() ? 0 : 1);
    }

    private String told(int column, int row) {
        HistoryColumn run = history().columns().get(column);
        StringBuilder said = new StringBuilder(texts.get(
                "runs.grid.run",
                run.run().record().id().toString(),
                times.absolute(run.run().record().due()),
                RunStatusLook.word(run.run().record().status(), texts),
                run.run().version()));
        if (row >= 0) {
            History.Row node = history().rows().get(row);
            HistoryColumn.Cell cell = run.cells().get(node.node());
            said.append('\n').append(node.name()).append("  ");
            said.append(
                    cell == null
                            ? texts.get("runs.grid.absent")
                            : texts.get(cell.standing().look().key()));
            if (cell != null && cell.took() != null) {
                said.append("  ").append(times.duration(cell.took()));
            }
        }
        String error = run.run().record().error();
        if (error != null && row < 0) {
            said.append('\n').append(error);
        }
        return said.toString();
    }

    @Override
    protected void layoutChildren() {
        double bar = down.prefWidth(-1);
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        double seenDown = Math.max(1, getHeight() - HEAD - bar);
        double seenAcross = Math.max(1, getWidth() - names() - bar);
        fit(down, history().rows().size() * ROW, seenDown, ROW);
        fit(across, history().columns().size() * COLUMN, seenAcross, COLUMN);
        down.resizeRelocate(getWidth() - bar, HEAD, bar, seenDown);
        across.resizeRelocate(names(), getHeight() - bar, seenAcross, bar);
        new HistoryPaint(
                        ink,
                        times,
                        history(),
                        model.selected(),
                        getWidth(),
                        getHeight(),
                        names(),
                        across.getValue(),
                        down.getValue())
                .paint(canvas.getGraphicsContext2D());
    }

    private static void fit(ScrollBar bar, double whole, double seen, double unit) {
        bar.setVisible(whole > seen);
        bar.setMax(Math.max(0, whole - seen));
        bar.setVisibleAmount(bar.getMax() * seen / Math.max(seen, whole));
        bar.setUnitIncrement(unit);
        bar.setBlockIncrement(seen);
        if (bar.getValue() > bar.getMax()) {
            bar.setValue(bar.getMax());
        }
    }
}
