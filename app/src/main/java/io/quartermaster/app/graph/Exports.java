package io.quartermaster.app.graph;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.model.topology.TopologyJson;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// Writes a picture to a file: as a picture of lines (SVG) or dots (PNG), or as itself (JSON). FX thread only.
public final class Exports {
    /// A larger picture than this many dots to a side is made smaller.
    private static final double LARGEST = 8_000;

    private final Desk desk;
    private final Picture picture;
    private final GraphCanvas canvas;

    public Exports(Desk desk, Picture picture, GraphCanvas canvas) {
        this.desk = desk;
        this.picture = picture;
        this.canvas = canvas;
    }

    /// Asks for a file and writes it.
    ///
    /// @param kind `svg`, `png` or `json`, which also ends the file's name
    public void save(String called, String kind) {
        String name = called + "." + kind;
        Path home = Path.of(System.getProperty("user.home", "."));
        desk.dialogs()
                .files()
                .saveFile(desk.texts().get("graph.export." + kind), home, name)
                .ifPresent(file -> write(kind, file));
    }

    private void write(String kind, Path file) {
        Callable<Path> work =
                switch (kind) {
                    case "svg" -> text(file, new Svg(picture, canvas.ink(), desk.texts()).write());
                    case "png" -> png(file, image());
                    default -> text(file, TopologyJson.pretty(picture.topology()));
                };
        desk.tasks()
                .run(desk.texts().live("graph.task.export", file.getFileName()), work)
                .onDone(done -> desk.toasts().show(desk.texts().get("graph.exported", done)));
    }

    private static Callable<Path> text(Path file, String text) {
        return () -> Files.writeString(file, text);
    }

    private WritableImage image() {
        Placement.Box all = picture.placement().bounds();
        double scale = Math.min(2, LARGEST / Math.max(all.width(), all.height()));
        Canvas sheet = new Canvas(all.width() * scale, all.height() * scale);
        GraphicsContext gc = sheet.getGraphicsContext2D();
        gc.setFill(canvas.ink().of("surface"));
        gc.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        gc.setTransform(scale, 0, 0, scale, -all.x() * scale, -all.y() * scale);
        canvas.painter().paint(gc, picture, all, Math.max(scale, 1));
        return sheet.snapshot(new SnapshotParameters(), null);
    }

    private static Callable<Path> png(Path file, WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] dots = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), dots, 0, width);
        return () -> {
            BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            copy.setRGB(0, 0, width, height, dots, 0, width);
            try (OutputStream out = Files.newOutputStream(file)) {
                if (!ImageIO.write(copy, "png", out)) {
                    throw new IOException("no writer for PNG");
                }
            }
            return file;
        };
    }
}
