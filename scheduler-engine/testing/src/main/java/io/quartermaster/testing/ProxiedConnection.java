package io.quartermaster.testing;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// One connection through a [TcpProxy]: a pipe each way. Thread-safe.
final class ProxiedConnection {
    private final Socket near;
    private final Socket far;
    private final Consumer<ProxiedConnection> gone;
    private final List<Pipe> pipes;
    private final AtomicInteger open = new AtomicInteger(2);

    ProxiedConnection(Socket near, Socket far, Network network, Consumer<ProxiedConnection> gone) {
        this.near = near;
        this.far = far;
        this.gone = gone;
        this.pipes = List.of(new Pipe(near, far, network, this), new Pipe(far, near, network, this));
    }

    void start() {
        pipes.forEach(Pipe::start);
    }

    /// One direction has brought everything there will be.
    void ended() {
        if (open.decrementAndGet() == 0) {
            close(near, false);
            close(far, false);
            gone.accept(this);
        }
    }

    /// Breaks both ends at once, as a peer does that knows nothing of the connection; a second call does nothing.
    void reset() {
        gone.accept(this);
        close(near, true);
        close(far, true);
        pipes.forEach(Pipe::stop);
    }

    private static void close(Socket socket, boolean abruptly) {
        try (socket) {
            if (abruptly && !socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // closed is what it was to become
        }
    }
}
