package io.quartermaster.app.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What still has to be done before the console ends. It is waited for, but not for ever: a database that does not
/// answer must not keep a window from closing.
public final class LastDeed {
    private LastDeed() {}

    /// Does it beside this thread and waits.
    ///
    /// @return why it was not done in time; empty when it was
    public static Optional<Throwable> within(Duration patience, Callable<?> deed) {
        FutureTask<?> task = new FutureTask<>(deed);
        Thread thread = new Thread(task, "console-last-deed");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return Optional.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(e);
        }
    }
}
