package io.quartermaster.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A network between two processes that can be slow, break, and fall silent without breaking. It listens on loopback
/// and forwards to a port of loopback. Thread-safe.
///
/// ```java
/// try (TcpProxy network = TcpProxy.to(database.port())) {
///     network.latency(Duration.ofMillis(5));  // every round trip takes 5 ms longer
///     network.cut();                          // as if the cable were pulled out and both ends noticed
///     network.heal();
/// }
/// ```
///
/// Bytes are delayed, not serialised: what is sent while earlier bytes are under way arrives as long after being sent
/// as they do, so throughput stays that of loopback as long as no more than [Pipe#CAPACITY] are under way. Beyond that
/// the sender is not read any further, and its own TCP makes it wait.
public final class TcpProxy implements AutoCloseable {
    private static final int BACKLOG = 200;
    private static final int CONNECT_MILLIS = 5_000;

    private final ServerSocket listening;
    private final int target;
    private final Network network = new Network();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private TcpProxy(ServerSocket listening, int target) {
        this.listening = listening;
        this.target = target;
    }

    /// Starts to forward to a port of loopback, whether or not anybody listens there yet.
    public static TcpProxy to(int targetPort) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), targetPort);
            Thread.ofVirtual().name("proxy-accept-" + proxy.port()).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy could not listen", e);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /// How many connections there are, of those that reached the target.
    public int connections() {
        return connections.size();
    }

    /// Adds this much to every round trip, half of it each way, for what is under way already too. Stays until it is
    /// set again, whatever else happens to the network.
    public void latency(Duration roundTrip) {
        network.delay(roundTrip.dividedBy(2));
    }

    /// Resets every connection, losing what was under way, and resets every new one until healed.
    ///
    /// The port stays bound: were it free, a process might be given it, or even connect to itself.
    public void cut() {
        network.become(Network.State.CUT);
        connections.forEach(ProxiedConnection::reset);
    }

    /// Nothing passes any more and nothing is closed, not even when an end closes; who connects waits for the first
    /// byte for ever. Until healed; then connections go on where they were, as after lost packets.
    public void halfOpen() {
        network.become(Network.State.SILENT);
    }

    /// Ends [#cut()] and [#halfOpen()]; the latency stays.
    public void heal() {
        network.become(Network.State.OPEN);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy's port could not be closed", e);
        } finally {
            cut();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                // Not here: one that has to wait for a silent network must not keep the others from being accepted.
                Thread.ofVirtual().name("proxy-connect").start(() -> connect(near));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException("The proxy cannot accept any more", e);
                }
            }
        }
    }

    private void connect(Socket near) {
        Socket far = new Socket();
        ProxiedConnection connection = new ProxiedConnection(near, far, network, connections::remove);
        try {
            network.awaitOpen();
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
        } catch (IOException e) {
            // nobody listens there, or the network was cut meanwhile
            connection.reset();
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connection.reset();
            return;
        }
        connections.add(connection);
        connection.start();
        if (network.state() == Network.State.CUT) {
            connection.reset();
        }
    }
}
