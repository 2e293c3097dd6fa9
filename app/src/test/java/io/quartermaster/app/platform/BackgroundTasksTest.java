package io.quartermaster.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.BackgroundTask.State;
import io.quartermaster.app.testing.ManualTasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;

class BackgroundTasksTest {
    private final ManualTasks manual = new ManualTasks();
    private final SimpleStringProperty title = new SimpleStringProperty("Reading");

    @Test
    void aTaskIsListedUntilItIsOverAndDeliversItsResult() {
        List<String> results = new ArrayList<>();
        BackgroundTask<String> task = manual.tasks().run(title, () -> "done").onDone(results::add);
        assertThat(manual.tasks().running()).containsExactly(task);
        manual.runAll();
        assertThat(manual.tasks().running()).isEmpty();
        assertThat(results).containsExactly("done");
        assertThat(task.stateProperty().get()).isEqualTo(State.DONE);
    }

    @Test
    void aCallbackRegisteredAfterTheEndIsCalledAtOnce() {
        BackgroundTask<String> task = manual.tasks().run(title, () -> "late");
        manual.runAll();
        List<String> results = new ArrayList<>();
        task.onDone(results::add);
        assertThat(results).containsExactly("late");
    }

    @Test
    void aFailureGoesToItsListenerAndNotToTheNotice() {
        List<Throwable> heard = new ArrayList<>();
        manual.tasks()
                .run(title, () -> {
                    throw new IOException("no route");
                })
                .onFailed(heard::add);
        manual.runAll();
        assertThat(heard).singleElement().isInstanceOf(IOException.class);
        assertThat(manual.unheard()).isEmpty();
    }

    @Test
    void aFailureNobodyListensForGoesToTheNotice() {
        manual.tasks().run(title, () -> {
            throw new IOException("no route");
        });
        manual.runAll();
        assertThat(manual.unheard()).singleElement().satisfies(failure -> assertThat(failure)
                .hasMessage("no route"));
    }

    @Test
    void progressReachesTheProperty() {
        BackgroundTask<Integer> task = manual.tasks().run(title, progress -> {
            progress.accept(0.5);
            return 1;
        });
        manual.runAll();
        assertThat(task.progressProperty().get()).isEqualTo(0.5);
    }

    @Test
    void aQuietTaskIsNotListed() {
        manual.tasks().quietly(title, () -> 1);
        assertThat(manual.tasks().running()).isEmpty();
    }

    @Test
    void cancellingInterruptsTheWorkAndCallsNobody() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newSingleThreadExecutor();
                ExecutorService fx = Executors.newSingleThreadExecutor()) {
            List<Object> called = new ArrayList<>();
            BackgroundTasks tasks = new BackgroundTasks(pool, fx, called::add);
            BackgroundTask<Boolean> task = tasks.run(title, () -> {
                started.countDown();
                try {
                    return new CountDownLatch(1).await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            });
            task.onDone(called::add).onFailed(called::add);
            task.stateProperty().addListener((property, before, now) -> {
                if (now == State.CANCELLED) {
                    over.countDown();
                }
            });
            assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
            task.cancel();
            assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(called).isEmpty();
        }
    }
}
