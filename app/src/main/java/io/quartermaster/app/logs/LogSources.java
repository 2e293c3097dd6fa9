package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Desk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The directory at the left and the files in it, looked at again while the page shows. FX thread only.
final class LogSources {
    private final Desk desk;
    private final Consumer<LogDirectory.Listing> listed;
    private final ReadOnlyObjectWrapper<@Nullable Path> directory = new ReadOnlyObjectWrapper<>(this, "directory");
    private final ObservableList<LogFileInfo> files = FXCollections.observableArrayList();
    private boolean looking;

    LogSources(Desk desk, Consumer<LogDirectory.Listing> listed) {
        this.desk = desk;
        this.listed = listed;
    }

    ReadOnlyObjectProperty<@Nullable Path> directoryProperty() {
        return directory.getReadOnlyProperty();
    }

    ObservableList<LogFileInfo> files() {
        return files;
    }

    void open(Path next) {
        directory.set(next.toAbsolutePath().normalize());
        files.clear();
        looking = false;
        refresh();
    }

    void close() {
        directory.set(null);
        files.clear();
        looking = false;
    }

    void refresh() {
        Path wanted = directory.get();
        if (wanted == null || looking) {
            return;
        }
        looking = true;
        desk.tasks()
                .quietly(desk.texts().live("logs.title"), () -> LogDirectory.list(wanted))
                .onDone(listing -> {
                    if (wanted.equals(directory.get())) {
                        looking = false;
                        show(listing);
                    }
                })
                .onFailed(failure -> {
                    looking = false;
                    listed.accept(new LogDirectory.Refused(wanted, String.valueOf(failure.getMessage())));
                });
    }

    private void show(LogDirectory.Listing listing) {
        List<LogFileInfo> found = listing instanceof LogDirectory.Found some ? some.files() : List.of();
        if (!files.equals(found)) {
            files.setAll(found);
        }
        listed.accept(listing);
    }

    /// The log of the runs if it has lines, else the first that has any.
    static Optional<LogFileInfo> mostUseful(List<LogFileInfo> files) {
        return files.stream().filter(file -> file.size() > 0).findFirst().or(() -> files.stream()
                .findFirst());
    }
}
