package io.quartermaster.app.platform;

import java.nio.file.Path;
import java.util.Optional;

/// The system's file choosers, which a headless toolkit does not have.
public interface FileChoosers {
    Optional<Path> openFile(String title, Path start);

    Optional<Path> saveFile(String title, Path start, String name);

    Optional<Path> directory(String title, Path start);
}
