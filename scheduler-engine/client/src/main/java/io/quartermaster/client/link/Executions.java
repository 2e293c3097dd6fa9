package io.quartermaster.client.link;

import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.wire.Communication;
import io.quartermaster.client.wire.WireDispatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

/// Runs what servers dispatch, each trigger once, and says the results. One for all the servers of a client, because a
/// trigger that a second server asks for again is still the same trigger. Thread-safe.
final class Executions {
    private static final int REMEMBERED = 10_000;
    private static final long REMEMBERED_BYTES = 32L << 20;

    private final Map<String, IJobHandler> handlers;
    private final InstantSource clock;
    private final HandlerPool pool = new HandlerPool();
    private final TriggerMemory memory = new TriggerMemory(REMEMBERED, REMEMBERED_BYTES);

    Executions(Map<String, IJobHandler> handlers, InstantSource clock) {
        this.handlers = Map.copyOf(handlers);
        this.clock = clock;
    }

    /// Starts the run; blocks while the handler's pool is full.
    ///
    /// @throws InterruptedException when the client is closed meanwhile; the trigger has not run then
    void accept(WireDispatch dispatch, ResultSink server) throws InterruptedException {
        boolean callback = dispatch.getCommunication() != Communication.ONEWAY;
        if (!memory.begin(dispatch.getTriggerId(), callback ? server : null)) {
            ClientLogs.DEFAULT.info("trigger {} was asked for again and is not run twice", dispatch.getTriggerId());
            return;
        }
        IJobHandler handler = handlers.get(dispatch.getHandler());
        HandlerRun run =
                new HandlerRun(dispatch, clock, server, report -> memory.finish(dispatch.getTriggerId(), report));
        if (handler == null) {
            run.fail("handler " + dispatch.getHandler() + " is not registered");
        } else if (handler instanceof ISimpleJobHandler simple) {
            start(dispatch, simple, run);
        } else {
            run.fail("type of handler " + dispatch.getHandler() + " is not ISimpleJobHandler");
        }
    }

    private void start(WireDispatch dispatch, ISimpleJobHandler handler, HandlerRun run) throws InterruptedException {
        try {
            offer(dispatch, handler, run);
        } catch (RejectedExecutionException closed) {
            run.fail("thread pool of handler " + dispatch.getHandler() + " is closed");
        } catch (InterruptedException e) {
            memory.forget(dispatch.getTriggerId());
            throw e;
        }
    }

    /// Business code chooses the pool: whatever that throws must not end the thread that reads all other dispatches.
    private void offer(WireDispatch dispatch, ISimpleJobHandler handler, HandlerRun run) throws InterruptedException {
        try {
            pool.run(dispatch.getHandler(), handler.getThreadPool(), () -> run.run(handler));
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
        pool.close(Duration.ofMillis(100));
        return idle;
    }
}
