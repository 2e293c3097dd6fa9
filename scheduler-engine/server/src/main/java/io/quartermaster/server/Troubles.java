package io.quartermaster.server;

import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.loop.Loop;
import io.quartermaster.store.StoreException;

/// Tells of work that failed: the first time, then ever more rarely, and when it works again. Thread-safe.
final class Troubles implements Loop.Watch {
    private static final int EVERY = 50;

    private final LogBook log;
    private volatile Runnable onFenced = () -> {};

    Troubles(LogBook log) {
        this.log = log;
    }

    /// What to do when a write was refused because this server has no right to it any more.
    void onFenced(Runnable action) {
        onFenced = action;
    }

    @Override
    public void failed(String loop, Throwable thrown, int failures) {
        if (thrown instanceof StoreException.Fenced) {
            onFenced.run();
        }
        if (failures == 1 || failures % EVERY == 0) {
            log.error(
                    loop,
                    what(thrown) + " (failure " + failures + " in a row): " + thrown.getMessage(),
                    consequence(thrown),
                    expected(thrown) ? null : thrown);
        }
    }

    @Override
    public void recovered(String loop, int failures) {
        log.started(loop + " works again after " + failures + " failure(s)");
    }

    private static boolean expected(Throwable thrown) {
        return thrown instanceof StoreException.Unavailable || thrown instanceof StoreException.Fenced;
    }

    private static String what(Throwable thrown) {
        return switch (thrown) {
            case StoreException.Unavailable away -> "the database cannot be reached";
            case StoreException.Fenced refused -> "a write was refused";
            default -> "unexpected " + thrown.getClass().getSimpleName();
        };
    }

    private static String consequence(Throwable thrown) {
        return switch (thrown) {
            case StoreException.Unavailable away ->
                "nothing fires here until it answers again; what is planned stays planned; tried again by itself";
            case StoreException.Fenced refused ->
                "this server stops what it has no right to any more, and goes on when it is a member or leads again";
            default -> "what was not done is tried again";
        };
    }
}
