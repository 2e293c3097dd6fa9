package io.quartermaster.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.store.StoreException;
import io.quartermaster.testing.Eventually;
import io.quartermaster.testing.MariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MariaDbEngineStoreTest extends EngineStoreContract {
    @Test
    void aLeaderFrozenInsideATransactionDoesNotKeepTheLeadFromTheOthers() {
        leadership.release(lead);
        LeadFence mine = leadership.take("main", "s1", Duration.ofSeconds(1)).orElseThrow();
        CountDownLatch thawed = new CountDownLatch(1);
        CountDownLatch frozen = new CountDownLatch(1);
        CompletableFuture<Throwable> leader =
                CompletableFuture.supplyAsync(() -> catchThrowable(() -> database.run(handle -> {
                    mine.check(handle);
                    frozen.countDown();
                    await(thawed);
                    mine.check(handle);
                })));
        await(frozen);
        long began = System.nanoTime();

        Eventually.until("another leads", Duration.ofSeconds(20), () -> leadership
                .take("main", "s2", Duration.ofSeconds(60))
                .isPresent());

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        thawed.countDown();
        assertThat(leader.join()).isInstanceOf(StoreException.Unavailable.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Database open() {
        MariaDb server = MariaDb.shared();
        String schema = server.newSchema();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(schema), server.user(), "")) {
            connection.isValid(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Database.open(
                new DatabaseSettings.MySql(
                        "127.0.0.1", server.port(), schema, server.user(), "", DatabaseSettings.Tls.DISABLED),
                4);
    }
}
