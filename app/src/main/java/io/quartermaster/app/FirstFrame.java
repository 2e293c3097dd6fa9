package io.quartermaster.app;

import java.time.Duration;
import java.time.Instant;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/// Says how long the process took until its first frame was on the screen, for the benchmark that asks for it with
/// `-Dquartermaster.first-frame=exit`. FX thread only.
public final class FirstFrame {
    private FirstFrame() {}

    /// Call right after the window was shown.
    public static void report() {
        if (!"exit".equals(System.getProperty("quartermaster.first-frame"))) {
            return;
        }
        new AnimationTimer() {
            private int frames;

            @Override
            public void handle(long now) {
                frames++;
                if (frames == 2) { // the second pulse begins when the first frame has been painted
                    stop();
                    print();
                    Platform.exit();
                }
            }
        }.start();
    }

    // The process's start is told by the system's clock, so its end must be too.
    @SuppressWarnings("JavaInstantGetSecondsGetNano")
    private static void print() {
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
        System.out.println(
                "first_frame_ms=" + Duration.between(start, Instant.now()).toMillis());
    }
}
