package io.quartermaster.client.link;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/// Daemon threads, since being called by a scheduler is no reason for an application to stay alive.
record NamedThreads(String prefix, AtomicInteger number) implements ThreadFactory {
    NamedThreads(String prefix) {
        this(prefix, new AtomicInteger());
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, prefix + "-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
