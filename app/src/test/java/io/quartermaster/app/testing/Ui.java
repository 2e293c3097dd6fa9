package io.quartermaster.app.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Cell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// A window on the headless toolkit and a robot that uses it. Every wait ends: with the condition, or after ten
/// seconds with an error that says what was waited for. Called from the test's thread.
public final class Ui implements AutoCloseable {
    /// So high above the bottom a notice may lie over what is to be clicked.
    private static final double UNDER_TOASTS = 110;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private final Stage stage;
    private final Robot robot = onFx(Robot::new);

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
            overlookTheEdge();
            fresh.show();
            return fresh;
        });
        Ui ui = new Ui(stage);
        ui.pulses(3);
        return ui;
    }

    // The headless screen does not clip: a pop-up whose shadow hangs over its lower edge fails while it is drawn. The
    // console would rightly tell of an unexpected failure, in a dialog that takes the focus and with it the text that
    // the robot is typing.
    private static void overlookTheEdge() {
        Thread fx = Thread.currentThread();
        Thread.UncaughtExceptionHandler console = fx.getUncaughtExceptionHandler();
        fx.setUncaughtExceptionHandler((thread, failure) -> {
            if (Stream.of(failure.getStackTrace())
                    .noneMatch(each -> each.getClassName().endsWith(".HeadlessWindow")
                            && each.getMethodName().equals("blit"))) {
                console.uncaughtException(thread, failure);
            }
        });
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
        node(selector);
        return click(selector, () -> shown(selector));
    }

    public Ui click(Node node) {
        return click(node.toString(), () -> node);
    }

    // Found, scrolled to as with the wheel and pressed without a frame between: a page that draws itself anew would
    // take away what was found a frame before.
    private Ui click(String what, Supplier<@Nullable Node> which) {
        pulses(2);
        await(what + " to be in sight", () -> {
            Node node = which.get();
            return node != null && node.getScene() != null && !scrollTo(node);
        });
        await(what + " to be clicked", () -> {
            Node node = which.get();
            Bounds bounds = node == null ? null : node.localToScreen(node.getBoundsInLocal());
            if (bounds == null) {
                return false;
            }
            robot.mouseMove(new Point2D(bounds.getCenterX(), bounds.getCenterY()));
            robot.mousePress(MouseButton.PRIMARY);
            robot.mouseRelease(MouseButton.PRIMARY);
            return true;
        });
        pulses(2);
        return this;
    }

    /// Clicks into a field, empties it and types.
    public Ui type(String selector, String text) {
        Node field = node(selector);
        click(field);
        await(selector + " to have the focus", () -> focused() == field);
        onFx(() -> ((TextInputControl) field).clear());
        return write(text);
    }

    /// Presses the keys in order, and lets them go.
    public Ui press(KeyCode... keys) {
        List<KeyCode> down = new ArrayList<>();
        for (KeyCode key : keys) {
            down.add(key);
            onFx(() -> key(KeyEvent.KEY_PRESSED, key, down));
        }
        for (KeyCode key : down.reversed().toArray(KeyCode[]::new)) {
            onFx(() -> key(KeyEvent.KEY_RELEASED, key, down));
            down.remove(key);
        }
        pulses(2);
        return this;
    }

    /// Types into what has the focus, a key at a time. Whoever takes the focus away meanwhile would take a person's
    /// text away too, so that is a failure and not text that is missing somewhere later.
    public Ui write(String text) {
        Node field = onFx(this::focused);
        text.codePoints()
                .forEach(each -> onFx(() -> {
                    if (focused() != field) {
                        throw new AssertionError("the focus went from " + field + " to " + focused() + " before the “"
                                + Character.toString(each) + "” of “" + text + "”");
                    }
                    character(field, Character.toString(each));
                }));
        pulses(2);
        return this;
    }

    // The screen's own keyboard speaks to the window that is in front, which a pop-up or the window of the test
    // before may be for a moment; then a key goes astray. So keys go to what has the focus in the window under test.
    private void key(EventType<KeyEvent> kind, KeyCode key, List<KeyCode> down) {
        String text = key == KeyCode.ENTER ? "\r" : key == KeyCode.TAB ? "\t" : "";
        boolean control = down.contains(KeyCode.CONTROL);
        boolean shift = down.contains(KeyCode.SHIFT);
        boolean alt = down.contains(KeyCode.ALT);
        Event.fireEvent(focused(), new KeyEvent(kind, "", text, key, shift, control, alt, false));
    }

    private static void character(Node field, String text) {
        KeyCode letter = KeyCode.getKeyCode(text.equals("/") ? "Slash" : text.toUpperCase(Locale.ROOT));
        KeyCode code = letter == null ? KeyCode.UNDEFINED : letter;
        for (EventType<KeyEvent> kind : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_TYPED, KeyEvent.KEY_RELEASED)) {
            boolean typed = kind == KeyEvent.KEY_TYPED;
            Event.fireEvent(
                    field,
                    new KeyEvent(
                            kind,
                            typed ? text : "",
                            text,
                            typed ? KeyCode.UNDEFINED : code,
                            false,
                            false,
                            false,
                            false));
        }
    }

    private Node focused() {
        Node owner = stage.getScene().getFocusOwner();
        return owner == null ? stage.getScene().getRoot() : owner;
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

    private static boolean scrollTo(Node node) {
        Node each = node.getParent();
        while (each != null && !(each instanceof ScrollPane)) {
            each = each.getParent();
        }
        if (!(each instanceof ScrollPane pane)) {
            return false;
        }
        Bounds shown = pane.localToScene(pane.getLayoutBounds());
        Bounds wanted = node.localToScene(node.getLayoutBounds());
        double bottom = Math.min(shown.getMaxY(), node.getScene().getHeight() - UNDER_TOASTS);
        if (wanted.getMinY() >= shown.getMinY() && wanted.getMaxY() <= bottom) {
            return false;
        }
        Bounds content = pane.getContent().localToScene(pane.getContent().getLayoutBounds());
        double hidden = content.getHeight() - pane.getViewportBounds().getHeight();
        double top = wanted.getCenterY()
                - content.getMinY()
                - pane.getViewportBounds().getHeight() / 2;
        double before = pane.getVvalue();
        pane.setVvalue(Math.clamp(top / Math.max(hidden, 1), 0, 1));
        return pane.getVvalue() != before;
    }

    private static String textOf(Node node) {
        return switch (node) {
            case Labeled labeled -> labeled.getText();
            case TextInputControl input -> input.getText();
            default -> throw new AssertionError("has no text: " + node);
        };
    }

    private @Nullable Node shown(String selector) {
        Set<Node> found = stage.getScene().getRoot().lookupAll(selector);
        return found.stream()
                .filter(Ui::isTreeVisible)
                // the rows below the last one have no order among the others, and nothing in them
                .filter(node -> !(node instanceof Cell<?> cell && cell.isEmpty()))
                .findFirst()
                .orElse(null);
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
