package io.quartermaster.app.testing;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;

/// A window on the headless toolkit and a robot that uses it. Every wait ends: with the condition, or after ten
/// seconds with an error that says what was waited for. Called from the test's thread.
public final class Ui implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private final Stage stage;
    private final FxRobot robot = new FxRobot();

    private Ui(Stage stage) {
        this.stage = stage;
    }

    /// Opens a window; `fill` gives it its scene, on the FX thread.
    public static Ui open(Consumer<Stage> fill) {
        startToolkit();
        Stage stage = onFx(() -> {
            Stage fresh = new Stage();
            // the headless screen is 1000 by 1000, and what hangs over its edge cannot be clicked
            fresh.setX(0);
            fresh.setY(0);
            fill.accept(fresh);
            fresh.show();
            return fresh;
        });
        Ui ui = new Ui(stage);
        ui.pulses(3);
        return ui;
    }

    /// For tests of single controls that need the toolkit but no window.
    public static void startToolkit() {
        if (STARTED.compareAndSet(false, true)) {
            CountDownLatch up = new CountDownLatch(1);
            Platform.startup(up::countDown);
            Platform.setImplicitExit(false);
            await(up, "the toolkit to start");
        }
    }

    /// Runs on the FX thread and waits for the answer.
    public static <T> T onFx(Callable<T> work) {
        if (Platform.isFxApplicationThread()) {
            throw new AssertionError("already on the FX thread, waiting for itself");
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                answer.complete(work.call());
            } catch (Exception | AssertionError e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("failed on the FX thread: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the FX thread did not answer within " + PATIENCE, e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    public static void onFx(Runnable work) {
        onFx(() -> {
            work.run();
            return true;
        });
    }

    public Stage stage() {
        return stage;
    }

    public Scene scene() {
        return onFx(stage::getScene);
    }

    /// The one node a selector finds, waiting for it to show.
    public Node node(String selector) {
        await(selector + " to be visible", () -> shown(selector) != null);
        return onFx(() -> java.util.Objects.requireNonNull(shown(selector)));
    }

    public boolean isShown(String selector) {
        return onFx(() -> shown(selector) != null);
    }

    public String text(String selector) {
        Node node = node(selector);
        return onFx(() -> textOf(node));
    }

    /// Waits until a node's text is as wanted.
    public void awaitText(String selector, Predicate<String> wanted) {
        Node node = node(selector);
        await("the text of " + selector, () -> wanted.test(textOf(node)));
    }

    public Ui click(String selector) {
        robot.clickOn(middleOf(node(selector)), MouseButton.PRIMARY);
        pulses(2);
        return this;
    }

    /// Clicks into a field, empties it and types.
    public Ui type(String selector, String text) {
        Node field = node(selector);
        robot.clickOn(middleOf(field));
        await(selector + " to have the focus", () -> field.getScene().getFocusOwner() == field);
        onFx(() -> ((TextInputControl) field).clear());
        robot.targetWindow(stage).write(text, 0);
        pulses(2);
        return this;
    }

    public Ui press(KeyCode... keys) {
        robot.push(keys);
        pulses(2);
        return this;
    }

    public Ui write(String text) {
        robot.targetWindow(stage).write(text, 0);
        pulses(2);
        return this;
    }

    public Ui resize(double width, double height) {
        onFx(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
        });
        pulses(4);
        return this;
    }

    /// Waits until the condition, asked on the FX thread after each frame, holds.
    public void await(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!onFx(condition)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            pulses(1);
        }
    }

    /// Lets the toolkit draw that many frames.
    public void pulses(int count) {
        CountDownLatch drawn = new CountDownLatch(count);
        Platform.runLater(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                drawn.countDown();
                if (drawn.getCount() == 0) {
                    stop();
                }
            }
        }.start());
        await(drawn, count + " frames");
    }

    @Override
    public void close() {
        onFx(stage::close);
    }

    /// Asked on the FX thread: the robot itself would read bounds while that thread changes them.
    /// Where a node's middle lies once what was just changed has been laid out.
    private Point2D middleOf(Node node) {
        pulses(2);
        return onFx(() -> {
            Bounds bounds = node.localToScreen(node.getBoundsInLocal());
            return new Point2D(bounds.getCenterX(), bounds.getCenterY());
        });
    }

    private static String textOf(Node node) {
        return switch (node) {
            case Labeled labeled -> labeled.getText();
            case TextInputControl input -> input.getText();
            default -> throw new AssertionError("has no text: " + node);
        };
    }

    private @org.jspecify.annotations.Nullable Node shown(String selector) {
        Set<Node> found = stage.getScene().getRoot().lookupAll(selector);
        return found.stream().filter(Ui::isTreeVisible).findFirst().orElse(null);
    }

    private static boolean isTreeVisible(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static void await(CountDownLatch latch, String what) {
        try {
            if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
