package io.quartermaster.app.platform;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The operating system's own choosers, over the window given.
public final class WindowFileChoosers implements FileChoosers {
    private final Supplier<Window> owner;

    public WindowFileChoosers(Supplier<Window> owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> openFile(String title, Path start) {
        return pathOf(fileChooser(title, start).showOpenDialog(owner.get()));
    }

    @Override
    public Optional<Path> saveFile(String title, Path start, String name) {
        FileChooser chooser = fileChooser(title, start);
        chooser.setInitialFileName(name);
        return pathOf(chooser.showSaveDialog(owner.get()));
    }

    @Override
    public Optional<Path> directory(String title, Path start) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        if (Files.isDirectory(start)) {
            chooser.setInitialDirectory(start.toFile());
        }
        return pathOf(chooser.showDialog(owner.get()));
    }

    private static FileChooser fileChooser(String title, Path start) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        if (Files.isDirectory(start)) {
            chooser.setInitialDirectory(start.toFile());
        }
        return chooser;
    }

    private static Optional<Path> pathOf(@Nullable File chosen) {
        return Optional.ofNullable(chosen).map(File::toPath);
    }
}
