package io.quartermaster.app.graph;

import io.quartermaster.app.graph.Placement.Box;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.NodeId;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A picture: panned, zoomed, and painted once a frame at most, only what is in view. What the pointer
/// does in it is [Pointing]'s. FX thread only.
public final class GraphCanvas extends Region {
    private static final double SMALLEST = 0.04;
    private static final double LARGEST = 2.5;
    private static final double STEP = 1.2;
    private static final double LEGIBLE = 0.62;

    private final Picture picture;
    private final Canvas canvas = new Canvas();
    private final Ink ink = new Ink(this::requestLayout);
    private final Painter painter;
    private final Pointing pointing;
    private final Minimap minimap;
    private double scale = 1;
    private double left;
    private double top;
    /// Whether the view was chosen by nobody yet, and so follows the window's size.
    private boolean untouched = true;
    private Box shownWhole = Placement.NONE.bounds();
    private double lastWidth;
    private double lastHeight;

    /// @param hands what the pointer leads to
    public GraphCanvas(Picture picture, Texts texts, Hands hands) {
        this.picture = picture;
        this.painter = new Painter(ink, texts);
        this.minimap = new Minimap(this, picture, ink);
        setId("topology-canvas");
        getStyleClass().add("topology-canvas");
        setFocusTraversable(true);
        getChildren().setAll(ink, canvas, minimap);
        this.pointing = new Pointing(this, picture, hands);
        setOnScroll(this::scroll);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                pointing.drop();
            }
        });
        picture.onChange(this::requestLayout);
        accessibleTextProperty().bind(texts.live("graph.canvas"));
        setMinSize(120, 120);
    }

    public Picture picture() {
        return picture;
    }

    public Ink ink() {
        return ink;
    }

    Painter painter() {
        return painter;
    }

    public double scale() {
        return scale;
    }

    /// The part of the drawing that is seen.
    public Box view() {
        return new Box(left, top, getWidth() / scale, getHeight() / scale);
    }

    public Point2D toDrawing(double x, double y) {
        return new Point2D(x / scale + left, y / scale + top);
    }

    /// Where a point of the drawing is within this region.
    public Point2D toRegion(double x, double y) {
        return new Point2D((x - left) * scale, (y - top) * scale);
    }

    public void pan(double dx, double dy) {
        untouched = false;
        left -= dx / scale;
        top -= dy / scale;
        requestLayout();
    }

    public void zoom(double steps) {
        zoomAt(getWidth() / 2, getHeight() / 2, Math.pow(STEP, steps));
    }

    /// Shows all of it, never larger than it is.
    public void fit() {
        Box all = picture.placement().bounds();
        if (getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        scale = Math.clamp(Math.min(getWidth() / all.width(), getHeight() / all.height()), SMALLEST, 1);
        centre(all.centreX(), all.centreY());
    }

    /// Brings a node into the middle, large enough to be read.
    public void reveal(NodeId id) {
        Box box = picture.placement().box(id);
        if (box != null) {
            scale = Math.max(scale, 0.7);
            centre(box.centreX(), box.centreY());
        }
    }

    public void centre(double x, double y) {
        untouched = false;
        left = x - getWidth() / scale / 2;
        top = y - getHeight() / scale / 2;
        requestLayout();
    }

    /// The next layout that comes is shown whole.
    public void fitNext() {
        untouched = true;
        shownWhole = Placement.NONE.bounds();
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        minimap.resizeRelocate(
                getWidth() - Minimap.WIDTH - 12, getHeight() - Minimap.HEIGHT - 12, Minimap.WIDTH, Minimap.HEIGHT);
        place();
        paint();
        minimap.paint();
    }

    private void place() {
        Placement placement = picture.placement();
        boolean resized = getWidth() != lastWidth || getHeight() != lastHeight;
        lastWidth = getWidth();
        lastHeight = getHeight();
        Box bounds = placement.bounds();
        boolean grown = !bounds.equals(shownWhole) && !picture.settling();
        if (untouched && (grown || resized) && !placement.boxes().isEmpty() && getWidth() > 0) {
            shownWhole = bounds;
            begin(placement);
        }
    }

    /// All of it where it can be read so; else its beginning, with the rest in the small map.
    private void begin(Placement placement) {
        Box all = placement.bounds();
        double whole = Math.min(getWidth() / all.width(), getHeight() / all.height());
        scale = Math.clamp(whole, LEGIBLE, 1);
        boolean wide = all.width() * scale > getWidth();
        boolean high = all.height() * scale > getHeight();
        Box start = Graph.of(picture.topology()).start().map(placement::box).orElse(all);
        left = wide ? all.x() : all.centreX() - getWidth() / scale / 2;
        top = (high ? start : all).centreY() - getHeight() / scale / 2;
    }

    private void paint() {
        GraphicsContext gc = canvas.getGraphicsContext2D();
        gc.setTransform(1, 0, 0, 1, 0, 0);
        gc.setFill(ink.of("sunken"));
        gc.fillRect(0, 0, getWidth(), getHeight());
        gc.setTransform(scale, 0, 0, scale, -left * scale, -top * scale);
        painter.paint(gc, picture, view(), scale);
        pointing.paint(gc, ink);
    }

    private void scroll(ScrollEvent event) {
        if (event.isShiftDown()) {
            pan(event.getDeltaX() + event.getDeltaY(), 0);
        } else {
            zoomAt(event.getX(), event.getY(), Math.pow(STEP, Math.signum(event.getDeltaY())));
        }
        event.consume();
    }

    private void zoomAt(double x, double y, double factor) {
        untouched = false;
        Point2D fixed = toDrawing(x, y);
        scale = Math.clamp(scale * factor, SMALLEST, LARGEST);
        left = fixed.getX() - x / scale;
        top = fixed.getY() - y / scale;
        requestLayout();
    }

    /// Moves the selection along the edges: to what comes next or before, or to the neighbour above or below.
    public void walk(KeyCode way) {
        @Nullable NodeId next = Walking.next(picture, way);
        if (next != null) {
            picture.select(Selection.of(next));
            Box box = picture.placement().box(next);
            if (box != null && !view().holds(box.centreX(), box.centreY())) {
                centre(box.centreX(), box.centreY());
            }
        }
    }

    /// The edge at a point of the drawing, null when there is none.
    public @Nullable Edge edgeAt(Point2D at) {
        return pointing.edge(at).orElse(null);
    }

    public List<NodeId> within(Box area) {
        return picture.placement().boxes().entrySet().stream()
                .filter(entry -> entry.getValue().meets(area))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
