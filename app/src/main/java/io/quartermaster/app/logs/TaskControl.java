package io.quartermaster.app.logs;

import io.quartermaster.app.platform.BackgroundTask;
import java.util.function.DoubleConsumer;

/// A pass that runs as a background task: ends when the task is cancelled, and tells its progress at most a hundred
/// times.
final class TaskControl implements ScanControl {
    private volatile boolean cancelled; // set on the FX thread, read by the pass
    private volatile DoubleConsumer share = done -> {};
    private int told = -1;

    /// Where the pass tells how far it is; called by the pass itself.
    TaskControl telling(DoubleConsumer progress) {
        share = progress;
        return this;
    }

    /// Ends the pass with the task, whoever cancels that. FX thread.
    <T> BackgroundTask<T> endingWith(BackgroundTask<T> task) {
        task.stateProperty().subscribe(state -> cancelled = state == BackgroundTask.State.CANCELLED);
        return task;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void progress(long done, long total) {
        int percent = total == 0 ? 100 : (int) (done * 100 / total);
        if (percent != told) {
            told = percent;
            share.accept(percent / 100.0);
        }
    }
}
