package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LinkTroubleTest {
    @Test
    void whatIsNotKnownIsToldAsItIs() {
        assertThat(explained(Status.UNAVAILABLE.withDescription("io exception").withCause(new IOException("reset"))))
                .isEqualTo("io exception: reset");
        assertThat(explained(Status.CANCELLED)).isEqualTo("CANCELLED");
    }

    @Test
    void anAlertOfTlsToAPlainClientIsExplained() {
        assertThat(explained(Status.UNAVAILABLE.withDescription(
                        "First received frame was not SETTINGS. Hex dump for first 5 bytes: 1503030002")))
                .startsWith("the server speaks TLS and this client does not: give it tls(...)");
    }

    @Test
    void aLinkThatWorkedBeforeItBrokeIsNotSuspectedOfTls() {
        Throwable closed = Status.UNAVAILABLE
                .withDescription("Network closed for unknown reason")
                .asRuntimeException();
        assertThat(LinkTrouble.explained(closed, false, true)).isEqualTo("Network closed for unknown reason");
        assertThat(LinkTrouble.explained(closed, false, false)).contains("this client needs tls(...)");
    }

    private static String explained(Status status) {
        return LinkTrouble.explained(status.asRuntimeException(), false, false);
    }
}
