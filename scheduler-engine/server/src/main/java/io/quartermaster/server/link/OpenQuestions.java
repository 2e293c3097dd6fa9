package io.quartermaster.server.link;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// What was asked over one stream and is not answered yet. An answer that takes longer than [#PATIENCE_MILLIS] is not
/// waited for. Thread-safe.
///
/// @param <T> an answer
public final class OpenQuestions<T> {
    /// Longer than a client that is well takes, and short beside a failover.
    public static final long PATIENCE_MILLIS = 1_000;

    private final AtomicLong last = new AtomicLong();
    private final Map<Long, CompletableFuture<T>> open = new ConcurrentHashMap<>();

    /// Asks.
    ///
    /// @param send sends the question with the number it is to be answered under
    /// @return fails with TimeoutException when no answer comes in time
    public CompletableFuture<T> ask(LongConsumer send) {
        long number = last.incrementAndGet();
        CompletableFuture<T> answer = new CompletableFuture<>();
        open.put(number, answer);
        CompletableFuture<T> bounded = answer.orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        bounded.whenComplete((done, thrown) -> open.remove(number));
        send.accept(number);
        return bounded;
    }

    /// Nothing happens when nobody waits for it any more.
    public void answered(long number, T answer) {
        CompletableFuture<T> waiting = open.remove(number);
        if (waiting != null) {
            waiting.complete(answer);
        }
    }

    /// The same, without an answer.
    public void failed(long number, Throwable why) {
        CompletableFuture<T> waiting = open.remove(number);
        if (waiting != null) {
            waiting.completeExceptionally(why);
        }
    }

    /// The stream is over.
    public void failAll(Throwable why) {
        open.keySet().forEach(number -> failed(number, why));
    }
}
