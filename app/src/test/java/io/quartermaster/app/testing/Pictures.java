package io.quartermaster.app.testing;

import io.quartermaster.app.platform.Appearance;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Language;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Pictures of a window under `target/pictures`, for people to look at.
public final class Pictures {
    /// Width and height of a picture.
    private record Size(int width, int height) {}

    private static final Size SMALL = new Size(1_000, 700);
    private static final Size LARGE = new Size(1_600, 1_000);

    /// Of compression, where 1 is none at all.
    private static final float LIGHTLY = 0.85f;

    private static final Path DIRECTORY = Path.of("target", "pictures");

    private Pictures() {}

    /// Takes `<page>-<theme>-<language>-<size>.png` for both themes, both languages and both sizes.
    public static void takeAll(Ui ui, Desk desk, String page) {
        Size before = Ui.onFx(
                () -> new Size((int) ui.stage().getWidth(), (int) ui.stage().getHeight()));
        ui.resize(SMALL.width(), SMALL.height());
        inAllDresses(ui, desk, page, SMALL, () -> ui.stage().getScene());
        ui.resize(before.width(), before.height());
        inTheStudio(ui, studio -> inAllDresses(ui, desk, page, LARGE, () -> studio));
        Ui.onFx(() -> {
            desk.texts().languageProperty().set(Language.ENGLISH);
            desk.theme().appearanceProperty().set(Appearance.LIGHT);
        });
    }

    /// Takes one picture as things are.
    public static Path take(Ui ui, String name) {
        ui.pulses(3);
        return write(name, Ui.onFx(() -> copyOf(ui.stage().getScene().snapshot(null))));
    }

    private static void inAllDresses(Ui ui, Desk desk, String page, Size size, Supplier<Scene> scene) {
        for (Language language : Language.values()) {
            for (Appearance theme : List.of(Appearance.LIGHT, Appearance.DARK)) {
                Ui.onFx(() -> {
                    desk.texts().languageProperty().set(language);
                    desk.theme().appearanceProperty().set(theme);
                });
                // rows of lists are made in the pulse after the one that gives the list its height
                Ui.onFx(() -> scene.get().snapshot(null));
                ui.pulses(1);
                String name =
                        String.join("-", page, theme.name(), language.locale().getLanguage());
                write(
                        name + "-" + size.width() + "x" + size.height(),
                        Ui.onFx(() -> copyOf(scene.get().snapshot(null))));
            }
        }
    }

    /// The headless screen ends at 1000 pixels, so the content is lent to a larger scene while the window is hidden.
    private static void inTheStudio(Ui ui, Consumer<Scene> use) {
        Scene shown = ui.stage().getScene();
        Node focused = shown.getFocusOwner();
        Scene studio = Ui.onFx(() -> {
            ui.stage().hide();
            Parent root = shown.getRoot();
            shown.setRoot(new Pane());
            Scene made = new Scene(root, LARGE.width(), LARGE.height());
            made.getStylesheets().setAll(shown.getStylesheets());
            return made;
        });
        // the theme dresses the window's scene; the studio wears what it wears
        ListChangeListener<String> sameDress = change -> studio.getStylesheets().setAll(shown.getStylesheets());
        Ui.onFx(() -> shown.getStylesheets().addListener(sameDress));
        use.accept(studio);
        Ui.onFx(() -> {
            shown.getStylesheets().removeListener(sameDress);
            Parent root = studio.getRoot();
            studio.setRoot(new Pane());
            shown.setRoot(root);
            ui.stage().show();
            if (focused != null) {
                focused.requestFocus();
            }
        });
        ui.pulses(3);
    }

    private static Path write(String name, BufferedImage picture) {
        Path file = DIRECTORY.resolve(name.toLowerCase(Locale.ROOT) + ".png");
        try {
            Files.createDirectories(DIRECTORY);
            writeFast(picture, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return file;
    }

    /// Hundreds are written in every run of the tests, and few are kept: time counts here, not size.
    private static void writeFast(BufferedImage picture, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(LIGHTLY);
        try (OutputStream to = Files.newOutputStream(file);
                ImageOutputStream out = ImageIO.createImageOutputStream(to)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage copyOf(WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        return copy;
    }
}
