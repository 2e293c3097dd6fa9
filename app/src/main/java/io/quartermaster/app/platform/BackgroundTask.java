package io.quartermaster.app.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// One piece of work off the FX thread, made by [BackgroundTasks#run].
///
/// Its methods and properties belong to the FX thread, and so do the callbacks. A callback registered after the end is
/// called at once. Cancelling interrupts the work; a cancelled task calls neither callback.
public final class BackgroundTask<T> {
    /// Where a task is in its life.
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isOver() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    private final ObservableValue<String> title;
    private final Executor fx;
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", -1);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.QUEUED);
    private final List<Consumer<T>> done = new ArrayList<>();
    private final List<Consumer<Throwable>> failed = new ArrayList<>();
    private final FutureTask<T> future;
    private @Nullable T result;
    private @Nullable Throwable failure;

    BackgroundTask(ObservableValue<String> title, Executor fx, Work<T> work, Consumer<BackgroundTask<T>> whenOver) {
        this.title = title;
        this.fx = fx;
        Callable<T> body = () -> {
            fx.execute(() -> advance(State.RUNNING));
            return work.run(this::report);
        };
        this.future = new FutureTask<>(body) {
            @Override
            protected void done() {
                fx.execute(() -> {
                    finish(this);
                    whenOver.accept(BackgroundTask.this);
                });
            }
        };
    }

    public ObservableValue<String> title() {
        return title;
    }

    /// From 0 to 1, or -1 while the work does not know.
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public BackgroundTask<T> onDone(Consumer<T> callback) {
        if (state.get() == State.DONE) {
            deliver(callback);
        } else {
            done.add(callback);
        }
        return this;
    }

    /// Says that the caller deals with a failure itself; without this it goes to the [ErrorNotice].
    public BackgroundTask<T> onFailed(Consumer<Throwable> callback) {
        Throwable now = failure;
        if (now != null) {
            callback.accept(now);
        } else {
            failed.add(callback);
        }
        return this;
    }

    public void cancel() {
        future.cancel(true);
    }

    boolean failedUnheard() {
        return state.get() == State.FAILED && failed.isEmpty();
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    Runnable body() {
        return future;
    }

    private void report(double share) {
        fx.execute(() -> progress.set(share));
    }

    private void advance(State next) {
        if (!state.get().isOver()) {
            state.set(next);
        }
    }

    private void finish(FutureTask<T> over) {
        try {
            result = over.get();
            state.set(State.DONE);
            done.forEach(this::deliver);
        } catch (CancellationException e) {
            state.set(State.CANCELLED);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            failure = cause;
            state.set(State.FAILED);
            failed.forEach(callback -> callback.accept(cause));
        } catch (InterruptedException e) {
            // get() of a finished future does not wait, so this is somebody else's interrupt: pass it on
            Thread.currentThread().interrupt();
            state.set(State.CANCELLED);
        }
    }

    // A task whose work returns null (a Callable<Void>) hands null on; that is its caller's choice.
    @SuppressWarnings("NullAway")
    private void deliver(Consumer<T> callback) {
        callback.accept(result);
    }
}
