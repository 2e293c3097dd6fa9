package io.quartermaster.app.testing;

import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Dialogs;
import io.quartermaster.app.platform.FileChoosers;
import io.quartermaster.app.platform.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;

/// Dialogs that answer at once as the test decided, and remember what was asked.
public final class AnsweringDialogs implements Dialogs, FileChoosers {
    private final List<Confirm> asked = new ArrayList<>();
    private final List<UserError> errors = new ArrayList<>();
    private final List<String> sheets = new ArrayList<>();
    private boolean yes = true;
    private @Nullable Path chosen;

    public AnsweringDialogs sayNo() {
        yes = false;
        return this;
    }

    public AnsweringDialogs choose(Path path) {
        chosen = path;
        return this;
    }

    public List<Confirm> asked() {
        return asked;
    }

    public List<UserError> errors() {
        return errors;
    }

    /// The titles of the sheets that were opened.
    public List<String> sheets() {
        return sheets;
    }

    @Override
    public void confirm(Confirm question, Runnable proceed) {
        asked.add(question);
        if (yes) {
            proceed.run();
        }
    }

    @Override
    public void error(UserError error) {
        errors.add(error);
    }

    @Override
    public Sheet sheet(ObservableValue<String> title, Node content, Button... buttons) {
        sheets.add(title.getValue());
        return new Sheet() {
            @Override
            public void close() {}

            @Override
            public void onEscape(Runnable instead) {}
        };
    }

    @Override
    public FileChoosers files() {
        return this;
    }

    @Override
    public Optional<Path> openFile(String title, Path start) {
        return Optional.ofNullable(chosen);
    }

    @Override
    public Optional<Path> saveFile(String title, Path start, String name) {
        return Optional.ofNullable(chosen);
    }

    @Override
    public Optional<Path> directory(String title, Path start) {
        return Optional.ofNullable(chosen);
    }
}
