package io.quartermaster.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class MariaDbTest {
    @Test
    void itAnswersOnItsPortAndAgainAfterAStop() throws IOException {
        try (MariaDb db = MariaDb.start()) {
            assertThat(greets(db)).isTrue();
            db.stop();
            db.resume();
            assertThat(greets(db)).isTrue();
        }
    }

    private static boolean greets(MariaDb db) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), db.port())) {
            return socket.getInputStream().read() > 0;
        }
    }
}
