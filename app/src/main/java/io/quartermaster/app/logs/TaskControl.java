package io.quartermaster.app.logs;

import java.util.function.DoubleConsumer;

/// A pass that runs as a background task: cancelled by the task's interrupt, its progress told at most a hundred times.
final class TaskControl implements ScanControl {
    private final DoubleConsumer share;
    private int told = -1;

    TaskControl(DoubleConsumer share) {
        this.share = share;
    }

    @Override
    public boolean cancelled() {
        return Thread.currentThread().isInterrupted();
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
