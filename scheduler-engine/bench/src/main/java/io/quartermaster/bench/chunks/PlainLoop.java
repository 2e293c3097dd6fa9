package io.quartermaster.bench.chunks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The limit: the same items, written as the handlers write them, without a scheduler, a network or a database.
final class PlainLoop {
    private PlainLoop() {}

    static double itemsPerSecond(Items items, int threads, Path directory) throws IOException {
        long began = System.nanoTime();
        try (ItemLog log = new ItemLog(directory.resolve("plain.journal"));
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int table = 0; table < items.tables(); table++) {
                items.pages(table)
                        .forEach(page -> pool.execute(() -> {
                            try {
                                log.write(Items.of(page));
                            } catch (IOException e) {
                                throw new UncheckedIOException("The plain loop cannot write", e);
                            }
                        }));
            }
            pool.shutdown();
            if (!pool.awaitTermination(5, java.util.concurrent.TimeUnit.MINUTES)) {
                throw new IllegalStateException("The plain loop did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return items.count() * 1e9 / (System.nanoTime() - began);
    }
}
