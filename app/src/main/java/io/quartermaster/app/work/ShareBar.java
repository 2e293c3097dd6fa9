package io.quartermaster.app.work;

import io.quartermaster.model.work.ChunkStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.layout.Region;

/// How many chunks are in which status, as a bar; what little there is of one can still be seen. FX thread only.
final class ShareBar extends Region {
    private static final double HEIGHT = 8;
    private static final double LEAST = 3;
    private static final List<ChunkStatus> ORDER = List.of(
            ChunkStatus.SUCCEED, ChunkStatus.FAILED, ChunkStatus.CANCEL, ChunkStatus.EXECUTING, ChunkStatus.WAITING);

    private final Map<ChunkStatus, Region> parts = new EnumMap<>(ChunkStatus.class);
    private Map<ChunkStatus, Integer> counts = Map.of();
    private int whole;

    ShareBar() {
        getStyleClass().add("share-bar");
        for (ChunkStatus status : ORDER) {
            Region part = new Region();
            part.getStyleClass().addAll("share-part", "share-" + status);
            parts.put(status, part);
            getChildren().add(part);
        }
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    /// @param of what the whole width stands for
    void show(Map<ChunkStatus, Integer> now, int of) {
        if (!now.equals(counts) || of != whole) {
            counts = now;
            whole = of;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        Map<ChunkStatus, Double> widths = new EnumMap<>(ChunkStatus.class);
        double all = 0;
        ChunkStatus widest = ChunkStatus.SUCCEED;
        for (ChunkStatus status : ORDER) {
            int count = counts.getOrDefault(status, 0);
            double width = whole == 0 || count == 0 ? 0 : Math.max(LEAST, getWidth() * count / whole);
            widths.put(status, width);
            all += width;
            widest = width > widths.getOrDefault(widest, 0.0) ? status : widest;
        }
        // what the small ones were given is taken from the largest
        widths.merge(widest, -Math.max(0, all - getWidth()), Double::sum);
        double x = 0;
        for (ChunkStatus status : ORDER) {
            double width = Math.max(0, widths.getOrDefault(status, 0.0));
            Objects.requireNonNull(parts.get(status)).resizeRelocate(x, 0, width, getHeight());
            x += width;
        }
    }
}
