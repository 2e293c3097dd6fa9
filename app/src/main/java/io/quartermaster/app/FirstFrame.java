package io.quartermaster.app;

import java.time.Duration;
import java.time.Instant;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/// The moment the first frame is on the screen: what a person does not wait for begins only then. FX thread only.
///
/// With `-Dquartermaster.first-frame=exit` it prints how long the process took to get there, and ends: for the
/// benchmark.
public final class FirstFrame {
    private FirstFrame() {}

    /// Call right after the window was shown.
    public static void then(Runnable next) {
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                frames++;
                // the first pulse hands its picture to the painter, the second one waits for the painter before it
                // hands
                // over its own: when the third begins, the first picture is on the screen
                if (frames == 3) {
                    stop();
                    if ("exit".equals(System.getProperty("quartermaster.first-frame"))) {
                        print();
                        Platform.exit();
                    } else {
                        next.run();
                    }
                }
            }
        }.start();
    }

    // The process's start is told by the system's clock, so its end must be too.
    private static void print() {
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
        System.out.println(
                "first_frame_ms=" + Duration.between(start, Instant.now()).toMillis());
    }
}
