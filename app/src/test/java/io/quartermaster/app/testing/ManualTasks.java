package io.quartermaster.app.testing;

import io.quartermaster.app.platform.BackgroundTasks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// Background tasks that run when the test says so, on the test's own thread, without a toolkit.
public final class ManualTasks {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Throwable> unheard = new ArrayList<>();
    private final BackgroundTasks tasks = new BackgroundTasks(waiting::add, Runnable::run, unheard::add);

    public BackgroundTasks tasks() {
        return tasks;
    }

    /// Runs what waits, and what that starts.
    public void runAll() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    /// Failures nobody listened for.
    public List<Throwable> unheard() {
        return unheard;
    }
}
