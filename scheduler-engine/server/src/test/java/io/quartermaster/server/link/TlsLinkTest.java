package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.client.ClientTls;
import io.quartermaster.client.LinkTimings;
import io.quartermaster.client.SchedulerClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsLinkTest {
    /// A first TLS handshake on a busy machine takes longer than the other tests wait for anything.
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private static final LinkSettings SERVER = new LinkSettings("127.0.0.1", 0, Duration.ofMillis(100), PATIENT);
    private static final LinkTimings CLIENT = new LinkTimings(
            LinkBed.TIMES.pingEvery(),
            PATIENT,
            LinkBed.TIMES.firstRetry(),
            LinkBed.TIMES.longestRetry(),
            LinkBed.TIMES.refusedRetry(),
            LinkBed.TIMES.resendAfter());

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static TestCertificates made;

    private @Nullable LinkBed bed;

    @BeforeAll
    static void make() throws Exception {
        made = new TestCertificates(directory);
    }

    @AfterEach
    void close() {
        if (bed != null) {
            bed.close();
        }
    }

    @Test
    void aClientThatTrustsTheServersAuthorityIsConnectedAndRunsWhatItIsSent() {
        LinkBed secured = bed("server", null);
        TestHandler handler = TestHandler.succeeding("hello");
        ConnectedClient client =
                secured.connect(secured.builder(handler).timings(CLIENT).tls(trusting("ca")));
        secured.server.send(client.sessionId(), LinkBed.dispatch("t1", "hello"));
        Eventually.until("reported", () -> secured.heard.reports.size() == 1);
    }

    @Test
    void aServerSignedByAnotherAuthorityIsNotTrustedAndTheClientSaysWhatToDo() {
        LinkBed secured = bed("forged", null);
        assertThat(why(secured, secured.builder().timings(CLIENT).tls(trusting("ca"))))
                .contains("signed by none of the authorities trusted here", "link.tls.certificate");
    }

    @Test
    void aServerThatSignedItselfIsNotTrusted() {
        LinkBed secured = bed("strangers", null);
        assertThat(why(secured, secured.builder().timings(CLIENT).tls(trusting("ca"))))
                .contains("signed by none of the authorities");
    }

    @Test
    void anExpiredCertificateIsRefusedAndNamedSo() {
        LinkBed secured = bed("expired", null);
        assertThat(why(secured, secured.builder().timings(CLIENT).tls(trusting("ca"))))
                .contains("the server's certificate has expired: renew it");
    }

    @Test
    void aCertificateForAnotherNameIsRefusedUnlessThatNameIsTheOneWanted() {
        LinkBed secured = bed("server", null);
        assertThat(why(
                        secured,
                        secured.builder().timings(CLIENT).tls(trusting("ca").withServerName("elsewhere"))))
                .contains("certificate is for another name");
        assertThat(secured.connect(
                        secured.builder().timings(CLIENT).tls(trusting("ca").withServerName("scheduler"))))
                .isNotNull();
    }

    @Test
    void mutualTlsLetsInWhoShowsACertificateOfTheRightAuthority() {
        LinkBed secured = bed("server", "ca");
        assertThat(secured.connect(secured.builder().timings(CLIENT).tls(showing("client"))))
                .isNotNull();
    }

    @Test
    void mutualTlsKeepsOutWhoShowsNoneAnotherAuthoritysOrAnExpiredOne() {
        LinkBed secured = bed("server", "ca");
        assertThat(why(secured, secured.builder().timings(CLIENT).tls(trusting("ca"))))
                .contains("the server wants a certificate of this client");
        assertThat(why(secured, secured.builder().timings(CLIENT).tls(showing("forged"))))
                .contains("link.tls.clients");
        assertThat(why(secured, secured.builder().timings(CLIENT).tls(showing("expired"))))
                .contains("link.tls.clients");
        assertThat(secured.heard.connected).isEmpty();
    }

    @Test
    void aPlainClientOfATlsServerIsToldToSpeakTls() {
        LinkBed secured = bed("server", null);
        assertThat(why(secured, secured.builder().timings(CLIENT)))
                .contains("if it speaks TLS, this client needs tls(...)");
    }

    @Test
    void aTlsClientOfAPlainServerIsToldSo() {
        LinkBed plain = new LinkBed();
        bed = plain;
        assertThat(why(plain, plain.builder().timings(CLIENT).tls(trusting("ca"))))
                .contains("this client speaks TLS and the server does not");
    }

    @Test
    void aRenewedClientCertificateIsTakenWithTheNextAttemptWithoutARestart() throws Exception {
        LinkBed secured = bed("server", "ca");
        Path chain = Files.copy(made.certificate("expired"), directory.resolve("renewed.pem"));
        Path key = Files.copy(made.key("expired"), directory.resolve("renewed-key.pem"));
        secured.started(secured.builder().timings(CLIENT).tls(trusting("ca").withCertificate(chain, key)));
        Eventually.until(
                "refused", () -> secured.states.stream().anyMatch(state -> state.contains("link.tls.clients")));
        Files.copy(made.certificate("client"), chain, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(made.key("client"), key, StandardCopyOption.REPLACE_EXISTING);
        Eventually.until("let in", () -> !secured.heard.connected.isEmpty());
    }

    @Test
    void filesThatAreMissingOrSomethingElseAreNamedBeforeAnythingStarts() throws Exception {
        Path missing = directory.resolve("missing.pem");
        Path noise = Files.writeString(directory.resolve("noise.pem"), "noise");
        LinkBed plain = new LinkBed();
        bed = plain;
        assertThatThrownBy(() -> plain.builder().tls(ClientTls.trusting(missing)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.pem");
        assertThatThrownBy(() -> plain.builder().tls(ClientTls.trusting(noise)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("noise.pem");
        assertThatThrownBy(() -> new LinkBed(LinkBed.QUICK.withTls(new LinkTls(missing, noise, null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.pem");
    }

    private LinkBed bed(String server, @Nullable String clients) {
        LinkBed secured = new LinkBed(SERVER.withTls(new LinkTls(
                made.certificate(server), made.key(server), clients == null ? null : made.certificate(clients))));
        bed = secured;
        return secured;
    }

    private static ClientTls trusting(String authority) {
        return ClientTls.trusting(made.certificate(authority));
    }

    private static ClientTls showing(String name) {
        return trusting("ca").withCertificate(made.certificate(name), made.key(name));
    }

    /// @return why the client says it has no link
    private static String why(LinkBed bed, SchedulerClientBuilder builder) {
        bed.states.clear();
        try (var client = builder.build()) {
            client.start();
            Eventually.until("it fails", () -> reason(bed) != null);
        }
        return String.valueOf(reason(bed));
    }

    private static @Nullable String reason(LinkBed bed) {
        return bed.states.stream()
                .filter(state -> state.startsWith("DISCONNECTED "))
                .findFirst()
                .orElse(null);
    }
}
