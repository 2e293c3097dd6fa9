package io.quartermaster.server.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A network between a client and a server, or two servers, that can break, and can fall silent without breaking.
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile int target;
    private volatile boolean frozen;

    public TcpProxy(int target) {
        this.target = target;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /// Breaks every connection there is; new ones work.
    public void cut() {
        sockets.forEach(TcpProxy::quietly);
        sockets.clear();
    }

    /// Nothing passes any more on any connection, old or new, and none breaks.
    public void freeze() {
        frozen = true;
    }

    /// New connections work again; what was frozen is broken.
    public void thaw() {
        frozen = false;
        cut();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                sockets.add(near);
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(far);
                Thread.ofVirtual().start(() -> pass(near, far));
                Thread.ofVirtual().start(() -> pass(far, near));
            } catch (IOException e) {
                // the target is away, or the proxy is closed
                cut();
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] bytes = new byte[8_192];
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (!frozen) {
                    to.getOutputStream().write(bytes, 0, n);
                }
            }
        } catch (IOException e) {
            // cut: both ends are closed by now
        }
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is what it was to become
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        cut();
    }
}
