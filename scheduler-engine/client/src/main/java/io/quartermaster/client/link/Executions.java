package io.quartermaster.client.link;

import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.journal.RunJournal;
import io.quartermaster.client.log.RunListener;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.Question;
import io.quartermaster.client.wire.Questions;
import io.quartermaster.client.wire.Rates;
import io.quartermaster.client.wire.RunState;
import io.quartermaster.client.wire.RunStates;
import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.client.wire.WireReport;
import io.quartermaster.client.wire.Wish;
import io.quartermaster.client.work.ClusterWork;
import io.quartermaster.client.work.SimpleWork;
import io.quartermaster.client.work.Work;
import io.quartermaster.client.work.WorkSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/// Runs what servers dispatch, each trigger once, and says the results. One for all the servers of a client, because a
/// trigger that a second server asks for again is still the same trigger. Thread-safe.
final class Executions {
    private static final int REMEMBERED = 10_000;
    private static final long REMEMBERED_BYTES = 32L << 20;
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(3);

    private final Map<String, IJobHandler> handlers;
    private final InstantSource clock;
    private final RunListener runs;
    private final HandlerPool pool = new HandlerPool();
    private final ClusterWork cluster;
    private final TriggerMemory memory;
    private final Map<String, HandlerRun> running = new ConcurrentHashMap<>();
    private volatile boolean abandoning;

    Executions(
            Map<String, IJobHandler> handlers,
            boolean remoteExecute,
            InstantSource clock,
            RunJournal journal,
            RunListener runs) {
        this(handlers, remoteExecute, clock, journal, runs, PROGRESS_EVERY);
    }

    Executions(
            Map<String, IJobHandler> handlers,
            boolean remoteExecute,
            InstantSource clock,
            RunJournal journal,
            RunListener runs,
            Duration progressEvery) {
        this.runs = runs;
        this.memory = new TriggerMemory(REMEMBERED, REMEMBERED_BYTES, journal);
        this.handlers = Map.copyOf(handlers);
        this.clock = clock;
        this.cluster = new ClusterWork(
                this.handlers,
                new WorkSettings(remoteExecute, progressEvery, LinkProtocol.MESSAGE_BYTES, NamedThreads::new));
    }

    /// Starts the run; blocks while a simple handler's pool is full. Chunks have threads of their own and wait aside.
    ///
    /// @throws InterruptedException when the client is closed meanwhile; the trigger has not run then
    void accept(WireDispatch dispatch, ResultSink server) throws InterruptedException {
        HandlerRun run = new HandlerRun(dispatch, clock, server);
        run.onEnd(report -> ended(run, report));
        // Before it begins, so that whoever finds it running also finds what to stop.
        HandlerRun former = running.putIfAbsent(run.id(), run);
        if (!memory.begin(dispatch.getTriggerId(), HandlerRun.isReported(dispatch) ? server : null)) {
            if (former == null) {
                running.remove(run.id(), run);
            }
            ClientLogs.DEFAULT.info("trigger {} was asked for again and is not run twice", dispatch.getTriggerId());
            return;
        }
        IJobHandler handler = handlers.get(dispatch.getHandler());
        running.put(run.id(), run);
        if (dispatch.getChunk().getTask() == ChunkTask.FINISH) {
            cluster.finish(dispatch.getChunk().getRunId(), run::succeed);
        } else if (handler == null) {
            run.fail("handler " + dispatch.getHandler() + " is not registered");
        } else if (dispatch.hasChunk()) {
            startChunk(dispatch, handler, run);
        } else if (handler instanceof ISimpleJobHandler simple) {
            start(dispatch, simple, run);
        } else {
            run.fail("type of handler " + dispatch.getHandler() + " is not ISimpleJobHandler");
        }
    }

    /// A chunk that failed because this client is being closed is not said to have failed: whoever has the run sees the
    /// client go and hands the chunk to another.
    private void ended(HandlerRun run, WireReport report) {
        runs.ended(run.dispatch(), report);
        if (abandoning && run.dispatch().hasChunk() && !report.getSuccess()) {
            memory.forget(run.id());
            running.remove(run.id(), run);
            return;
        }
        memory.finish(run.id(), run.isReported() ? report : null);
        running.remove(run.id(), run);
    }

    /// Answers what a server asks about runs; never waits for one.
    RunStates answer(Questions questions, ResultSink server) {
        RunStates.Builder states = RunStates.newBuilder().setNumber(questions.getNumber());
        questions.getQuestionList().forEach(question -> states.addState(answer(question, server)));
        return states.build();
    }

    private RunState answer(Question question, ResultSink server) {
        String id = question.getTriggerId();
        RunState.Builder state = RunState.newBuilder().setTriggerId(id);
        HandlerRun run = running.get(id);
        TriggerMemory.Known known = memory.ask(id, server);
        if (known == null) {
            return state.setStage(RunState.Stage.UNKNOWN).build();
        }
        WireReport report = known.report();
        if (report != null) {
            state.setFiredMs(report.getFiredMs()).setReported(true);
            if (report.hasStoppedAfterMs()) {
                state.setStoppedAfterMs(report.getStoppedAfterMs());
            }
        } else if (run != null) {
            state.setFiredMs(run.firedMillis()).setReported(run.isReported());
            if (known.running() && question.getWish() == Wish.STOP) {
                run.stop();
            }
        }
        return state.setStage(known.running() ? RunState.Stage.RUNNING : RunState.Stage.DONE)
                .build();
    }

    /// New rates of runs whose chunks are here; never waits.
    void rates(Rates rates) {
        cluster.rates(rates);
    }

    private void startChunk(WireDispatch dispatch, IJobHandler handler, HandlerRun run) {
        String refused = cluster.refusal(
                handler, dispatch.getHandler(), dispatch.getChunk().getTask());
        if (refused != null) {
            run.fail(refused);
            return;
        }
        Work work = cluster.begun(handler, run.firing());
        run.onEnd(report -> {
            ended(run, report);
            cluster.ended(dispatch.getChunk().getRunId());
        });
        try {
            cluster.execute(dispatch.getHandler(), () -> runChunk(dispatch, handler, work, run));
        } catch (RejectedExecutionException closed) {
            run.fail("the client is closed");
        }
    }

    /// What splits runs in the handler's own pool. What executes does not: its thread waits for the items, and whoever
    /// waits in a pool that others need may wait for himself.
    private void runChunk(WireDispatch dispatch, IJobHandler handler, Work work, HandlerRun run) {
        try {
            if (handler instanceof IClusterJobSplitHandler<?> && handler.getThreadPool() != null) {
                start(dispatch, handler, work, run);
            } else {
                run.run(work);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(WireDispatch dispatch, ISimpleJobHandler handler, HandlerRun run) throws InterruptedException {
        start(dispatch, handler, new SimpleWork(handler, run.firing()), run);
    }

    private void start(WireDispatch dispatch, IJobHandler handler, Work work, HandlerRun run)
            throws InterruptedException {
        try {
            offer(dispatch, handler, work, run);
        } catch (RejectedExecutionException closed) {
            run.fail("thread pool of handler " + dispatch.getHandler() + " is closed");
        } catch (InterruptedException e) {
            memory.forget(dispatch.getTriggerId());
            running.remove(run.id(), run);
            throw e;
        }
    }

    /// Business code chooses the pool: whatever that throws must not end the thread that reads all other dispatches.
    private void offer(WireDispatch dispatch, IJobHandler handler, Work work, HandlerRun run)
            throws InterruptedException {
        try {
            pool.run(dispatch.getHandler(), handler.getThreadPool(), () -> run.run(work));
        } catch (RejectedExecutionException closed) {
            throw closed;
        } catch (RuntimeException e) {
            run.fail("thread pool of handler " + dispatch.getHandler() + " failed: " + e);
        }
    }

    /// Waits for what runs, then lets go of the built-in pool.
    ///
    /// @return false when something was still running
    boolean close(Duration grace) {
        boolean idle = false;
        try {
            idle = memory.awaitIdle(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandoning = true;
        pool.close(Duration.ofMillis(100));
        cluster.close();
        return idle;
    }
}
