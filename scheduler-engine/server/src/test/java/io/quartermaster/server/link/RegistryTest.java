package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.SchedulerClientBuilder;
import io.quartermaster.client.ServerAddress;
import io.quartermaster.client.ServerPlace;
import io.quartermaster.client.ServerRegistry;
import io.quartermaster.client.common.ClientCommonResult;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private final LinkBed first = new LinkBed();
    private final LinkBed second = new LinkBed();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void aNewServerIsLinkedToAndOneThatIsGoneFromTheListIsDropped() throws IOException {
        list(line(first));
        first.started(registered(TestHandler.succeeding("hello")));
        Eventually.until("linked to the first", () -> first.server.clients().size() == 1);
        list(line(first), line(second));
        Eventually.until("linked to the second", () -> second.server.clients().size() == 1);
        assertThat(first.server.clients()).hasSize(1);
        list(line(second));
        Eventually.until("dropped the first", () -> first.server.clients().isEmpty());
        assertThat(second.heard.disconnected).isEmpty();
    }

    @Test
    void aRegistryThatIsGoneOrEmptyOrNonsenseChangesNothing() throws IOException {
        list(line(first));
        first.started(registered(TestHandler.succeeding("hello")));
        Eventually.until("linked", () -> first.server.clients().size() == 1);
        try (CapturedLog error = new CapturedLog("scheduler.common-error")) {
            list("");
            Eventually.until("noticed", () -> error.lines.size() == 1);
            list("what is this");
            Eventually.until("noticed", () -> error.lines.size() == 2);
            Files.delete(file());
            Eventually.until("noticed", () -> error.lines.size() == 3);
        }
        list(line(first), line(second));
        Eventually.until("linked to the second", () -> second.server.clients().size() == 1);
        assertThat(first.heard.disconnected).isEmpty();
    }

    @Test
    void whatADroppedServerHasNotAcknowledgedAndWhatStillRunsForItTheOthersAreTold() throws IOException {
        CountDownLatch go = new CountDownLatch(1);
        TestHandler slow = TestHandler.doing("slow", context -> {
            go.await();
            return ClientCommonResult.buildSuccessResult();
        });
        first.heard.store = report -> new CompletableFuture<>();
        list(line(first), line(second));
        first.started(registered(TestHandler.succeeding("hello"), slow));
        Eventually.until(
                "linked",
                () -> first.server.clients().size() + second.server.clients().size() == 2);
        String session = first.heard.connected.get(0).sessionId();
        first.server.send(session, LinkBed.dispatch("t1", "hello"));
        first.server.send(session, LinkBed.dispatch("t2", "slow"));
        Eventually.until("reported", () -> first.heard.reports.size() == 1 && !slow.calls.isEmpty());
        list(line(second));
        Eventually.until(
                "the other is told", () -> second.heard.reportedTriggers().contains("t1"));
        go.countDown();
        Eventually.until(
                "of what ran on too", () -> second.heard.reportedTriggers().contains("t2"));
    }

    @Test
    void withFewLinksItKeepsThoseOfItsZoneAndTakesAnotherInPlaceOfADeadOne() throws IOException {
        list(line(first) + " CellA", line(second) + " CellB");
        first.started(registered(TestHandler.succeeding("hello")).zone("CellB").maxLinks(1));
        Eventually.until(
                "linked to its own zone's", () -> second.server.clients().size() == 1);
        assertThat(first.server.clients()).isEmpty();
        second.server.close();
        Eventually.until("linked to the other", () -> first.server.clients().size() == 1);
    }

    @Test
    void aNameWithSeveralAddressesIsSeveralServers() throws IOException {
        assertThat(ServerRegistry.of("dns:localhost:9001").servers())
                .contains(new ServerPlace(new ServerAddress("127.0.0.1", 9001), ""));
        assertThatThrownBy(() -> ServerRegistry.of("scheduler-1:9001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://, https://, dns: or file:");
    }

    /// To loopback from whatever address: only the binding makes the server see another one than loopback's.
    @Test
    void aClientLinksFromTheInterfaceItWasGiven() throws SocketException {
        for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
            List<String> addresses = each.inetAddresses()
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .toList();
            if (!each.isUp() || addresses.isEmpty()) {
                continue;
            }
            int before = first.heard.connected.size();
            try (SchedulerClient client =
                    first.builder().networkInterface(each.getName()).build()) {
                client.start();
                Eventually.until("linked from " + each, () -> first.heard.connected.size() > before);
            }
            ConnectedClient seen = first.heard.connected.get(before);
            assertThat(addresses).contains(seen.address().replaceFirst(":\\d+$", ""));
            assertThat(seen.host()).isEqualTo(client(each));
        }
        assertThat(first.heard.connected).isNotEmpty();
    }

    @Test
    void applicationsAndInstancesOfOneHostAndInterfaceDoNotDisturbEachOther() {
        String loopback = loopback();
        SchedulerClientBuilder ledger =
                first.builder(TestHandler.succeeding("a")).application("ledger").networkInterface(loopback);
        SchedulerClientBuilder settlement =
                first.builder(TestHandler.succeeding("b")).networkInterface(loopback);
        SchedulerClientBuilder twice =
                first.builder(TestHandler.succeeding("c")).networkInterface(loopback);
        List<ConnectedClient> clients = List.of(first.connect(ledger), first.connect(settlement), first.connect(twice));
        for (ConnectedClient each : clients) {
            String handler = each.handlers().keySet().iterator().next();
            first.server.send(each.sessionId(), LinkBed.dispatch("t-" + handler, handler));
        }
        Eventually.until("each answers for itself", () -> first.heard.reports.size() == 3);
        assertThat(first.server.clients()).containsExactlyInAnyOrderElementsOf(clients);
        assertThat(first.heard.disconnected).isEmpty();
    }

    private static String loopback() {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                    .getName();
        } catch (SocketException e) {
            throw new AssertionError(e);
        }
    }

    private static String client(NetworkInterface each) {
        return each.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElseThrow();
    }

    private SchedulerClientBuilder registered(TestHandler... handlers) {
        return SchedulerClient.builder()
                .application("settlement")
                .instance(LinkBed.INSTANCE.value())
                .accessKey("key")
                .secret("secret")
                .registry("file:" + file())
                .registryEvery(Duration.ofMillis(30))
                .timings(LinkBed.TIMES)
                .closeGrace(Duration.ofMillis(300))
                .handlers(List.of(handlers));
    }

    private void list(String... lines) throws IOException {
        Path next = Files.write(directory.resolve("next"), List.of(lines));
        Files.move(next, file(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file() {
        return directory.resolve("servers");
    }

    private static String line(LinkBed bed) {
        return "127.0.0.1:" + bed.server.port();
    }
}
