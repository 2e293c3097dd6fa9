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
                if (frames == 2) { // the second pulse begins when the first frame has been painted
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
