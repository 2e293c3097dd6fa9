package io.quartermaster.app.platform;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import javafx.application.Platform;

/// Tells in the log when the JavaFX thread was busy for longer than a person notices, and with what.
///
/// For people who work on the console: switched on by `-Dquartermaster.watch=50`, the milliseconds from which a block
/// is told. One daemon thread asks the JavaFX thread for an answer, over and over, and looks at its stack while none
/// comes.
public final class BlockWatch {
    private static final System.Logger LOG = System.getLogger(BlockWatch.class.getName());
    private static final String PROPERTY = "quartermaster.watch";
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int FRAMES = 24;

    private final Thread watched;
    private final long most;
    /// Written on the JavaFX thread when it comes to a question, read by the watching one.
    private final AtomicLong answered = new AtomicLong();

    private BlockWatch(Thread watched, long most) {
        this.watched = watched;
        this.most = most;
    }

    /// Starts the watch when the property says so. On the JavaFX thread.
    public static void startIfAsked() {
        Integer millis = Integer.getInteger(PROPERTY);
        if (millis != null) {
            BlockWatch watch = new BlockWatch(Thread.currentThread(), TimeUnit.MILLISECONDS.toNanos(millis));
            Thread thread = new Thread(watch::watch, "console-block-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void watch() {
        for (long question = 1; ; question++) {
            long asked = System.nanoTime();
            long number = question;
            Platform.runLater(() -> answered.set(number));
            String stack = "";
            while (answered.get() < number) {
                LockSupport.parkNanos(PAUSE);
                if (stack.isEmpty() && System.nanoTime() - asked > most) {
                    stack = stack();
                }
            }
            long took = System.nanoTime() - asked;
            if (took > most) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the JavaFX thread was blocked for " + TimeUnit.NANOSECONDS.toMillis(took) + " ms, in\n"
                                + stack);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private String stack() {
        return Arrays.stream(watched.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "    " + frame)
                .collect(Collectors.joining("\n"));
    }
}
