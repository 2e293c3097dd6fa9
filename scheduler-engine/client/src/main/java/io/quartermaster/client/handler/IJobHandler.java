package io.quartermaster.client.handler;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A piece of work that a job names. Applications implement one of the kinds: [ISimpleJobHandler],
/// [IClusterJobSplitHandler] or [IClusterJobExecuteHandler].
///
/// A handler is called by many threads at once and must be thread-safe.
public interface IJobHandler {
    /// The executor name of the job as written in the console; unique within the application.
    String getName();

    /// The pool that runs this handler; null for the built-in one, which all such handlers share. An own pool keeps a
    /// slow handler from delaying the others. Its owner closes it. When it is full it must reject or block, not
    /// discard: a rejected task is offered again until there is room. For a simple handler nothing further is read from
    /// the server meanwhile; chunks wait aside.
    @Nullable
    Executor getThreadPool();
}
