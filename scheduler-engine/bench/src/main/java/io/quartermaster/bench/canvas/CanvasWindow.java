package io.quartermaster.bench.canvas;

import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Hands;
import io.quartermaster.app.graph.Layered;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.platform.Appearance;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Theme;
import io.quartermaster.model.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

/// Pans and zooms a large topology and prints how long each frame took, from its pulse to the next; first the same for
/// a canvas of that size that is only filled, which is what the machine's painter costs.
public final class CanvasWindow {
    private static final int WARM = 60;
    private static final int FRAMES = 240;

    private CanvasWindow() {}

    public static void main(String[] args) {
        Application.launch(Window.class, args);
    }

    /// Public, because the toolkit makes it.
    public static final class Window extends Application {
        @Override
        public void start(Stage stage) {
            int nodes = Integer.parseInt(getParameters().getRaw().getFirst());
            Texts texts = new Texts(Language.ENGLISH);
            Theme theme = new Theme(Appearance.LIGHT);
            theme.start();
            Layered.of(NightBatch.of(60));
            System.out.println("layout_ms=" + layoutMillis(NightBatch.of(1_000)));
            Topology batch = NightBatch.of(nodes);
            long began = System.nanoTime();
            Placement placement = Layered.of(batch);
            System.out.println("layout_all_ms=" + (System.nanoTime() - began) / 1_000_000);

            GraphCanvas canvas = new GraphCanvas(new BatchPicture(batch, placement, texts), texts, Hands.LOOKING);
            Canvas plain = new Canvas(1360, 860);
            Scene scene = new Scene(new Pane(plain), 1360, 860);
            theme.apply(scene);
            stage.setScene(scene);
            stage.show();
            frames("empty", frame -> fill(plain, frame), () -> {
                canvas.setPrefSize(1360, 860);
                scene.setRoot(new Pane(canvas));
                pan(canvas);
            });
        }

        private static void pan(GraphCanvas canvas) {
            canvas.zoom(0);
            frames(
                    "pan",
                    frame -> canvas.pan(frame % 240 < 120 ? -24 : 24, frame % 2 == 0 ? 6 : -6),
                    () -> zoom(canvas));
        }

        /// From where names are read to where all of it is seen, and back.
        private static void zoom(GraphCanvas canvas) {
            canvas.fit();
            frames("zoom", frame -> canvas.zoom(frame % 48 < 24 ? 0.5 : -0.5), () -> {
                canvas.fit();
                frames("whole", frame -> canvas.pan(frame % 2 == 0 ? 3 : -3, 0), Platform::exit);
            });
        }

        private static void fill(Canvas plain, int frame) {
            plain.getGraphicsContext2D().setFill(frame % 2 == 0 ? Color.WHITE : Color.WHITESMOKE);
            plain.getGraphicsContext2D().fillRect(0, 0, plain.getWidth(), plain.getHeight());
        }

        private static long layoutMillis(Topology topology) {
            long began = System.nanoTime();
            Layered.of(topology);
            return (System.nanoTime() - began) / 1_000_000;
        }

        private static void frames(String name, IntConsumer move, Runnable then) {
            new AnimationTimer() {
                private final List<Long> took = new ArrayList<>();
                private int frame;
                private long last;

                @Override
                public void handle(long now) {
                    long at = System.nanoTime();
                    if (++frame > WARM) {
                        took.add(at - last);
                    }
                    last = at;
                    if (took.size() == FRAMES) {
                        stop();
                        print(name, took);
                        then.run();
                    } else {
                        move.accept(frame);
                    }
                }
            }.start();
        }

        private static void print(String name, List<Long> took) {
            Collections.sort(took);
            System.out.printf(
                    Locale.ROOT,
                    "%s_p50_ms=%.1f%n%s_p99_ms=%.1f%n",
                    name,
                    took.get(took.size() / 2) / 1e6,
                    name,
                    took.get(took.size() * 99 / 100) / 1e6);
        }
    }
}
