package io.quartermaster.app.platform;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The only way work leaves the FX thread.
///
/// Confined to the FX thread. A failure nobody listens for goes to the notice given at construction. Tests pass
/// executors of their own and need no toolkit.
public final class BackgroundTasks implements AutoCloseable {
    private static final int THREADS = 6;
    private static final int WAITING = 1_000;

    private final Executor work;
    private final Executor fx;
    private final Consumer<Throwable> unheard;
    private final ObservableList<BackgroundTask<?>> running = FXCollections.observableArrayList();
    private final ObservableList<BackgroundTask<?>> runningView = FXCollections.unmodifiableObservableList(running);

    public BackgroundTasks(Executor work, Executor fx, Consumer<Throwable> unheard) {
        this.work = work;
        this.fx = fx;
        this.unheard = unheard;
    }

    /// Tasks on a bounded pool of daemon threads named `console-task-n`, with callbacks on the FX thread.
    public static BackgroundTasks pooled(Consumer<Throwable> unheard) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), body -> {
                    Thread thread = new Thread(body, "console-task-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return new BackgroundTasks(pool, Platform::runLater, unheard);
    }

    /// Starts the work and shows it under its title in the status bar until it is over.
    public <T> BackgroundTask<T> run(ObservableValue<String> title, Callable<T> callable) {
        return run(title, progress -> callable.call());
    }

    /// The same for work that reports how far it is.
    public <T> BackgroundTask<T> run(ObservableValue<String> title, Work<T> body) {
        BackgroundTask<T> task = new BackgroundTask<>(title, fx, body, this::over);
        running.add(task);
        work.execute(task.body());
        return task;
    }

    /// Work of no interest to the status bar: the page's own polling.
    public <T> BackgroundTask<T> quietly(ObservableValue<String> title, Callable<T> callable) {
        BackgroundTask<T> task = new BackgroundTask<>(title, fx, progress -> callable.call(), this::over);
        work.execute(task.body());
        return task;
    }

    /// Queued and running tasks, oldest first. Read only.
    public ObservableList<BackgroundTask<?>> running() {
        return runningView;
    }

    /// Cancels what runs and ends the pool, if it is ours.
    @Override
    public void close() {
        java.util.List.copyOf(running).forEach(BackgroundTask::cancel);
        if (work instanceof ExecutorService pool) {
            pool.shutdownNow();
        }
    }

    private <T> void over(BackgroundTask<T> task) {
        running.remove(task);
        Throwable failure = task.failure();
        if (failure != null && task.failedUnheard()) {
            unheard.accept(failure);
        }
    }
}
