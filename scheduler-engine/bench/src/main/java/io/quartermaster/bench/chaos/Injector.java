package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Span;
import io.quartermaster.testing.TcpProxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Makes the faults of a plan happen at their times, puts each right again, and keeps in mind when they were. Used
/// once, by one thread; each fault has one of its own.
final class Injector {
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final Stage stage;
    private final InstantSource clock;
    private final Consumer<String> say;
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    /// Guarded by this.
    private final List<Span> spans = new ArrayList<>();

    Injector(Stage stage, InstantSource clock, Consumer<String> say) {
        this.stage = stage;
        this.clock = clock;
        this.say = say;
    }

    /// Plays the whole plan, and returns when the last fault is over.
    void play(List<Fault> faults, long startMillis, long endMillis) throws InterruptedException {
        for (Fault fault : faults) {
            tendUntil(startMillis + fault.at().toMillis());
            threads.add(Thread.ofVirtual().start(() -> happen(fault)));
        }
        tendUntil(endMillis);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// Starts again what ended by itself, until then.
    void tendUntil(long millis) throws InterruptedException {
        while (clock.millis() < millis) {
            tend();
            pause(Math.min(200, Math.max(1, millis - clock.millis())));
        }
    }

    void tend() {
        stage.all().forEach(child -> {
            Integer code = child.revive();
            if (code != null) {
                say.accept(child.name() + " had ended by itself with code " + code + " and was started again");
            }
        });
    }

    synchronized List<Span> spans() {
        return List.copyOf(spans);
    }

    private void happen(Fault fault) {
        long from = clock.millis();
        say.accept(fault.toString());
        try {
            begin(fault);
            pause(fault.lasts().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(fault);
            synchronized (this) {
                spans.add(new Span(fault, from, clock.millis()));
            }
            say.accept(fault.what() + " is over");
        }
    }

    private void begin(Fault fault) {
        switch (fault.kind()) {
            case SERVER_KILL -> stage.servers.get(fault.target()).kill();
            case SERVER_FREEZE -> stage.servers.get(fault.target()).freeze();
            case CLIENT_KILL -> stage.clients.get(fault.target()).kill();
            case CLIENT_FREEZE -> stage.clients.get(fault.target()).freeze();
            case DATABASE_KILL -> stage.mariaDb.kill();
            case CUT -> networks(fault).forEach(TcpProxy::cut);
            case HALF_OPEN -> networks(fault).forEach(TcpProxy::halfOpen);
            case SLOW -> networks(fault).forEach(network -> network.latency(SLOW));
            case CLOCK ->
                stage.servers
                        .get(fault.target())
                        .order(ClockAgent.order(fault.forward() ? Weather.STEP : -Weather.STEP));
        }
    }

    private void end(Fault fault) {
        switch (fault.kind()) {
            case SERVER_KILL -> stage.servers.get(fault.target()).start();
            case SERVER_FREEZE -> stage.servers.get(fault.target()).thaw();
            case CLIENT_KILL -> stage.clients.get(fault.target()).start();
            case CLIENT_FREEZE -> stage.clients.get(fault.target()).thaw();
            case DATABASE_KILL -> stage.mariaDb.resume();
            case CUT, HALF_OPEN -> networks(fault).forEach(TcpProxy::heal);
            case SLOW -> networks(fault).forEach(network -> network.latency(Duration.ZERO));
            case CLOCK -> stage.servers.get(fault.target()).order(ClockAgent.order(0));
        }
    }

    private List<TcpProxy> networks(Fault fault) {
        return fault.target() == Fault.ALL ? stage.networks : List.of(stage.networks.get(fault.target()));
    }

    private void pause(long millis) throws InterruptedException {
        boolean ended = never.await(millis, TimeUnit.MILLISECONDS);
        assert !ended;
    }
}
