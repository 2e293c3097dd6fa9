package io.quartermaster.bench;

import io.quartermaster.app.FirstFrame;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;

/// The rival: a JavaFX window with nothing in it, of the console's size.
public final class EmptyWindow {
    private EmptyWindow() {}

    public static void main(String[] args) {
        Application.launch(Window.class, args);
    }

    /// Public, because the toolkit makes it.
    public static final class Window extends Application {
        @Override
        public void start(Stage stage) {
            stage.setScene(new Scene(new Pane(), 1360, 860));
            stage.show();
            FirstFrame.then(() -> {});
        }
    }
}
