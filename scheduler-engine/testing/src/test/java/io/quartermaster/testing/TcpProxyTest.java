package io.quartermaster.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Real sockets through a proxy, to a server that sends back what it gets.
class TcpProxyTest {
    private final Echo echo = new Echo();
    private final TcpProxy proxy = TcpProxy.to(echo.port());

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void whatIsSentComesBack() throws IOException {
        try (Socket socket = connect()) {
            assertThat(ask(socket, 42)).isEqualTo(42);
            assertThat(ask(socket, 43)).isEqualTo(43);
        }
    }

    @Test
    void anEndThatClosesClosesTheOtherAfterAllItSent() throws IOException {
        try (Socket socket = connect()) {
            proxy.latency(Duration.ofMillis(40));
            socket.getOutputStream().write(new byte[300_000]);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).hasSize(300_000);
        }
        Eventually.until("the connection is gone", () -> proxy.connections() == 0);
    }

    @Test
    void aRoundTripTakesTheLatencyLonger() throws IOException {
        try (Socket socket = connect()) {
            proxy.latency(Duration.ofMillis(60));
            long start = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                ask(socket, i);
            }
            assertThat(sinceMillis(start)).isBetween(300L, 900L);

            proxy.latency(Duration.ZERO);
            start = System.nanoTime();
            ask(socket, 6);
            assertThat(sinceMillis(start)).isLessThan(60);
        }
    }

    @Test
    void bytesAreDelayedAndNotSerialised() throws IOException {
        try (Socket socket = connect()) {
            ask(socket, 0);
            proxy.latency(Duration.ofMillis(400));
            long start = System.nanoTime();
            Thread sender = Thread.ofVirtual().start(() -> send(socket, 1000));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < 1000; i++) {
                assertThat(in.readInt()).isEqualTo(i);
            }
            assertThat(sinceMillis(start)).isBetween(400L, 2_000L);
            assertThat(sender.isInterrupted()).isFalse();
        }
    }

    @Test
    void bytesUnderWayDoNotWaitForALatencyThatIsOver() throws IOException {
        try (Socket socket = connect()) {
            ask(socket, 0);
            proxy.latency(Duration.ofMinutes(5));
            new DataOutputStream(socket.getOutputStream()).writeInt(7);
            proxy.latency(Duration.ZERO);
            socket.setSoTimeout(10_000);
            assertThat(new DataInputStream(socket.getInputStream()).readInt()).isEqualTo(7);
        }
    }

    @Test
    void aSenderWaitsWhenTooMuchIsUnderWay() throws IOException {
        try (Socket socket = connect()) {
            ask(socket, 0);
            proxy.latency(Duration.ofMinutes(5));
            AtomicLong sent = new AtomicLong();
            Thread sender = Thread.ofVirtual().start(() -> fill(socket, sent));
            Eventually.until("the sender waits", () -> still(sent));
            assertThat(sent.get()).isGreaterThanOrEqualTo(Pipe.CAPACITY).isLessThan(6L * Pipe.CAPACITY);
            proxy.cut();
            Eventually.until("the sender is told", () -> !sender.isAlive());
        }
    }

    @Test
    void aCutBreaksConnectionsAndRefusesNewOnesUntilHealed() throws IOException {
        try (Socket socket = connect()) {
            ask(socket, 1);
            proxy.cut();
            assertThatThrownBy(() -> ask(socket, 2)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> {
                    try (Socket refused = connect()) {
                        ask(refused, 3);
                    }
                })
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketTimeoutException.class);
        proxy.heal();
        try (Socket again = connect()) {
            assertThat(ask(again, 4)).isEqualTo(4);
        }
    }

    @Test
    void aHalfOpenNetworkIsSilentAndGoesOnWhenHealed() throws IOException {
        try (Socket old = connect();
                Socket second = connect()) {
            ask(old, 1);
            ask(second, 1);
            proxy.halfOpen();
            new DataOutputStream(old.getOutputStream()).writeInt(2);
            second.close();
            old.setSoTimeout(200);
            DataInputStream in = new DataInputStream(old.getInputStream());
            assertThatThrownBy(in::readInt).isInstanceOf(SocketTimeoutException.class);
            try (Socket fresh = connect()) {
                new DataOutputStream(fresh.getOutputStream()).writeInt(3);
                fresh.setSoTimeout(200);
                DataInputStream waiting = new DataInputStream(fresh.getInputStream());
                assertThatThrownBy(waiting::readInt).isInstanceOf(SocketTimeoutException.class);
                assertThat(proxy.connections()).isEqualTo(2);

                proxy.heal();
                old.setSoTimeout(10_000);
                fresh.setSoTimeout(10_000);
                assertThat(in.readInt()).isEqualTo(2);
                assertThat(waiting.readInt()).isEqualTo(3);
            }
        }
    }

    @Test
    void whoConnectsWhileTheTargetIsAwayIsRefusedAndCanTryAgain() throws IOException {
        echo.close();
        assertThatThrownBy(() -> {
                    try (Socket socket = connect()) {
                        ask(socket, 1);
                    }
                })
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketTimeoutException.class);
        assertThat(proxy.connections()).isZero();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), 10_000);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static int ask(Socket socket, int number) throws IOException {
        new DataOutputStream(socket.getOutputStream()).writeInt(number);
        return new DataInputStream(socket.getInputStream()).readInt();
    }

    private static void send(Socket socket, int count) {
        try {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            for (int i = 0; i < count; i++) {
                out.writeInt(i);
                out.flush();
            }
        } catch (IOException e) {
            throw new AssertionError("The network broke", e);
        }
    }

    private static void fill(Socket socket, AtomicLong sent) {
        byte[] block = new byte[64 * 1024];
        Arrays.fill(block, (byte) 1);
        try {
            while (true) {
                socket.getOutputStream().write(block);
                sent.addAndGet(block.length);
            }
        } catch (IOException e) {
            // cut, as expected
        }
    }

    private static boolean still(AtomicLong sent) {
        long before = sent.get();
        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
        return before > 0 && sent.get() == before;
    }

    private static long sinceMillis(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /// Sends back what it gets.
    private static final class Echo implements AutoCloseable {
        private final ServerSocket listening;

        Echo() {
            try {
                listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new AssertionError("No port to listen on", e);
            }
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return listening.getLocalPort();
        }

        private void accept() {
            while (!listening.isClosed()) {
                try {
                    Socket socket = listening.accept();
                    socket.setTcpNoDelay(true);
                    Thread.ofVirtual().start(() -> back(socket));
                } catch (IOException e) {
                    // closed
                }
            }
        }

        private static void back(Socket socket) {
            try (socket) {
                socket.getInputStream().transferTo(socket.getOutputStream());
            } catch (IOException e) {
                // the network broke
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
