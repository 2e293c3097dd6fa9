package io.quartermaster.app.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Beside the scroll bar: matches in its left half, errors in its right, each where it lies in the whole log. A
/// click goes there. FX thread only.
final class OverviewStrip extends Region {
    private static final double WIDTH = 12;
    private static final int GRAIN = 3;

    private @Nullable Density hits;
    private @Nullable Density errors;
    private long extent;

    OverviewStrip(DoubleConsumer goTo) {
        getStyleClass().add("log-overview");
        setId("log-overview");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        setOnMousePressed(event -> goTo.accept(Math.clamp(event.getY() / Math.max(1, getHeight()), 0, 1)));
    }

    void show(@Nullable Density newHits, @Nullable Density newErrors, long newExtent) {
        hits = newHits;
        errors = newErrors;
        extent = newExtent;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        int cells = (int) (getHeight() / GRAIN);
        List<Region> marks = new ArrayList<>();
        if (cells > 0) {
            add(marks, hits, cells, 0, "overview-hit");
            add(marks, errors, cells, WIDTH / 2, "overview-error");
        }
        getChildren().setAll(marks);
    }

    private void add(List<Region> marks, @Nullable Density density, int cells, double x, String styleClass) {
        if (density == null) {
            return;
        }
        boolean[] filled = density.marks(extent, cells);
        for (int from = 0; from < cells; from++) {
            if (!filled[from]) {
                continue;
            }
            int to = from;
            while (to + 1 < cells && filled[to + 1]) {
                to++;
            }
            Region mark = new Region();
            mark.setManaged(false);
            mark.getStyleClass().add(styleClass);
            mark.resizeRelocate(x + 1, (double) from * GRAIN, WIDTH / 2 - 2, (to - from + 1.0) * GRAIN);
            marks.add(mark);
            from = to;
        }
    }
}
