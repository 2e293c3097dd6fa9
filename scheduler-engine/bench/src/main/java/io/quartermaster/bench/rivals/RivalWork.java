package io.quartermaster.bench.rivals;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a rival's handler does: the same as our client's. Thread-safe.
final class RivalWork {
    private final FiredLog log;
    private final InstantSource clock;
    private final CountDownLatch never = new CountDownLatch(1);

    RivalWork(FiredLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    void run(String job, long due, long takesMillis) throws SQLException, InterruptedException {
        long entered = clock.millis();
        if (takesMillis > 0) {
            boolean ended = never.await(takesMillis, TimeUnit.MILLISECONDS);
            assert !ended;
        }
        log.add(job, due, entered);
    }
}
