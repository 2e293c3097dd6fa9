package io.quartermaster.testing;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/// One direction of a connection. One thread reads and notes when; another hands on what has arrived by then. While
/// nothing is delayed the reader hands on by itself. Thread-safe.
final class Pipe {
    /// How many bytes may be under way in one direction.
    static final int CAPACITY = 8 * 1024 * 1024;

    private static final int CHUNK = 64 * 1024;
    private static final byte[] END = {};

    private final Socket from;
    private final Socket to;
    private final Network network;
    private final ProxiedConnection connection;
    private final BlockingQueue<Sent> underWay = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(CAPACITY);
    private final Thread reader;
    private final Thread writer;

    private record Sent(byte[] bytes, long atNanos) {}

    Pipe(Socket from, Socket to, Network network, ProxiedConnection connection) {
        this.from = from;
        this.to = to;
        this.network = network;
        this.connection = connection;
        this.reader = Thread.ofVirtual().name("proxy-read").unstarted(() -> orReset(this::read));
        this.writer = Thread.ofVirtual().name("proxy-write").unstarted(() -> orReset(this::write));
    }

    void start() {
        reader.start();
        writer.start();
    }

    void stop() {
        reader.interrupt();
        writer.interrupt();
    }

    private void read() throws IOException, InterruptedException {
        byte[] buffer = new byte[CHUNK];
        for (int n = from.getInputStream().read(buffer);
                n >= 0;
                n = from.getInputStream().read(buffer)) {
            long now = System.nanoTime();
            network.awaitOpen();
            if (!network.delays() && room.availablePermits() == CAPACITY) {
                // Nothing is under way, and nobody but this thread could send something.
                to.getOutputStream().write(buffer, 0, n);
            } else {
                room.acquire(n);
                underWay.put(new Sent(Arrays.copyOf(buffer, n), now));
            }
        }
        underWay.put(new Sent(END, System.nanoTime()));
    }

    private void write() throws IOException, InterruptedException {
        for (Sent sent = underWay.take(); sent.bytes().length > 0; sent = underWay.take()) {
            network.awaitArrival(sent.atNanos());
            to.getOutputStream().write(sent.bytes());
            room.release(sent.bytes().length);
        }
        network.awaitOpen();
        to.shutdownOutput();
        connection.ended();
    }

    private void orReset(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            connection.reset(); // an end broke, or the network is cut
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it was reset
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }
}
