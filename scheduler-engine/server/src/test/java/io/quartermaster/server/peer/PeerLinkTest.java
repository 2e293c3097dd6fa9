package io.quartermaster.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.server.link.ClientGone;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Sighting;
import io.quartermaster.server.link.TcpProxy;
import io.quartermaster.server.link.WireForms;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two servers, of which `near` has no client and `far` has them all.
class PeerLinkTest {
    private static final CountDownLatch OPEN = new CountDownLatch(0);

    @TempDir
    Path directory;

    private final List<PeerAddress> seenByNear = new CopyOnWriteArrayList<>();
    private final List<PeerAddress> seenByFar = new CopyOnWriteArrayList<>();
    private final ExecutorService one = Executors.newSingleThreadExecutor();
    private final List<AutoCloseable> open = new ArrayList<>();
    private PeerNode near;
    private PeerNode far;
    private TcpProxy network;

    @BeforeEach
    void start() {
        near = opened(PeerNode.start("near", seenByNear, directory));
        far = opened(PeerNode.start("far", seenByFar, directory));
        network = opened(new TcpProxy(far.peers.port()));
        seenByFar.add(near.address());
        seenByNear.add(far.addressThrough(network.port()));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        one.shutdownNow();
    }

    @Test
    void aServerKnowsTheClientsOfAnotherAsTheyComeAndGo() {
        SchedulerClient first = opened(far.connect(calls("hello", OPEN)));
        ConnectedClient client = near.known();

        ConnectedClient own = far.link.clients().getFirst();
        assertThat(client.sessionId()).isEqualTo(own.sessionId());
        assertThat(client.identity()).isEqualTo(own.identity());
        assertThat(client.address()).isEqualTo(own.address());
        assertThat(client.zone()).isEqualTo("Zone-far");
        assertThat(client.handlers()).isEqualTo(Map.of("hello", HandlerKind.SIMPLE));
        assertThat(near.peers.find(client.sessionId())).hasValue(client);
        assertThat(far.peers.clients()).isEmpty();

        opened(far.connect());
        Eventually.until("both are known", () -> near.peers.clients().size() == 2);
        first.close();
        Eventually.until("one is gone", () -> near.peers.clients().size() == 1);
        assertThat(near.log())
                .anyMatch(line -> line.contains(",CONNECTED,server[127.0.0.1:") && line.contains(",far,TO,"));
        assertThat(far.log())
                .anyMatch(line -> line.contains(",CONNECTED,server[127.0.0.1:") && line.contains(",near,FROM,"));
    }

    @Test
    void aDispatchReachesAClientOfAnotherServerWhichTellsHowTheRunEnded() {
        Calls calls = calls("hello", OPEN);
        opened(far.connect(calls));
        String session = near.known().sessionId();

        near.send(session, "17", "hello", Map.of("n", 17)).join();
        Eventually.until("reported", () -> far.heard.reported.contains("17"));
        Ended run = new Ended(new RecordId(17), RunStatus.SUCCEED, session);
        assertThat(far.peers.tellEnded("near", run)).isTrue();
        assertThat(far.peers.tellEnded("far", run)).isFalse();
        assertThat(far.peers.tellEnded("unknown", run)).isFalse();

        Eventually.until("told", () -> !near.ended.isEmpty());
        assertThat(near.ended).containsExactly(run);
        assertThat(calls.numbers).containsExactly(17);

        seenByFar.clear();
        near.close();
        Eventually.until("near is forgotten", () -> !far.peers.tellEnded("near", run));
    }

    @Test
    void aClientOfAnotherServerCanBeAskedAboutItsRuns() {
        opened(far.connect(calls("hello", OPEN)));
        String session = near.known().sessionId();
        near.send(session, "17", "hello", Map.of("n", 17)).join();
        Eventually.until("reported", () -> far.heard.reported.contains("17"));

        List<Sighting> answers = WireForms.fromWire(near.peers
                .ask(session, WireForms.toWire(List.of("17", "18"), Sighting.Wish.REPORT))
                .join());

        assertThat(answers).extracting(Sighting::stage).containsExactly(Sighting.Stage.DONE, Sighting.Stage.UNKNOWN);
        Eventually.until("it is reported again", () -> far.heard.reported.size() == 2);
        assertThatThrownBy(near.peers.ask("never", WireForms.toWire(List.of("17"), Sighting.Wish.STOP))::join)
                .hasCauseInstanceOf(ClientGone.class);
    }

    @Test
    void tenThousandDispatchesArriveInOrderWithoutLoss() {
        Calls calls = calls("hello", OPEN);
        opened(far.connect(calls));
        String session = near.known().sessionId();

        List<CompletableFuture<Void>> sent = sendMany(session, "hello", 10_000);

        allOf(sent).join();
        Eventually.until("all ran", () -> calls.numbers.size() == 10_000);
        assertThat(calls.numbers)
                .containsExactlyElementsOf(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void aSlowClientBehindARelaySlowsOnlyItsOwnQueue() {
        CountDownLatch go = new CountDownLatch(1);
        ThreadPoolExecutor busy = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
        open.add(busy);
        Calls slow = new Calls("slow", busy, go);
        Calls quick = new Calls("quick", Runnable::run, OPEN);
        opened(far.connect(slow));
        String slowSession = near.known().sessionId();
        opened(far.connect(quick));
        String quickSession = Eventually.given("both are known", () -> near.peers.clients().stream()
                .map(ConnectedClient::sessionId)
                .filter(id -> !id.equals(slowSession))
                .findFirst()
                .orElse(null));
        List<CompletableFuture<Void>> handed = new CopyOnWriteArrayList<>();
        int many = 13_000;
        String padding = "x".repeat(400);
        Thread sender = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < many; i++) {
                handed.add(near.send(slowSession, "slow" + i, "slow", Map.of("n", i, "padding", padding)));
            }
        });
        Eventually.until("its sender has to wait", () -> sender.getState() == Thread.State.WAITING);

        allOf(sendMany(quickSession, "quick", 2_000)).join();
        Eventually.until("the quick one is through", () -> quick.numbers.size() == 2_000);
        assertThat(slow.numbers).isEmpty();
        assertThat(handed).anySatisfy(each -> assertThat(each).isNotDone());

        go.countDown();
        busy.setMaximumPoolSize(200);
        Eventually.until("all ran", () -> slow.numbers.size() == many);
        assertThat(slow.numbers).doesNotHaveDuplicates();
        assertThat(near.log()).noneMatch(line -> line.contains("DISCONNECTED"));
    }

    @Test
    void whatWasUnderWayWhenTheLinkBrokeRunsOnceAllTheSame() {
        Calls calls = calls("hello", OPEN);
        opened(far.connect(calls));
        String session = near.known().sessionId();
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            sent.add(near.send(session, "t" + i, "hello", Map.of("n", i)));
            if (i == 1_500) {
                network.cut();
            }
            if (sent.getLast().isCompletedExceptionally()) {
                // Nobody takes what is sent while the client cannot be reached.
                sent.removeLast();
                near.known();
                i--;
            }
        }

        allOf(sent).join();
        Eventually.until("all ran", () -> calls.numbers.size() >= 3_000);
        assertThat(calls.numbers).hasSize(3_000).doesNotHaveDuplicates();
    }

    @Test
    void anEndThatWasToldWhileTheLinkWasDownIsHeardOnceItIsBack() {
        opened(far.connect());
        String session = near.known().sessionId();
        far.peers.tellEnded("near", new Ended(new RecordId(1), RunStatus.SUCCEED, session));
        Eventually.until("the first is heard", () -> near.ended.size() == 1);
        network.freeze();
        far.peers.tellEnded("near", new Ended(new RecordId(2), RunStatus.FAILED, null));
        Eventually.until("the link is down", () -> near.peers.clients().isEmpty());
        network.thaw();

        Eventually.until("the second is heard", () -> near.ended.size() == 2);
        near.known();
        assertThat(near.ended)
                .containsExactly(
                        new Ended(new RecordId(1), RunStatus.SUCCEED, session),
                        new Ended(new RecordId(2), RunStatus.FAILED, null));
    }

    @Test
    void aServerThatFallsSilentIsGivenUpAndFoundAgain() {
        opened(far.connect(calls("hello", OPEN)));
        String session = near.known().sessionId();
        network.freeze();
        CompletableFuture<Void> lost = near.send(session, "t1", "hello", Map.of("n", 1));

        Eventually.until("near gives it up", () -> near.peers.clients().isEmpty());
        assertThat(near.log())
                .anyMatch(line -> line.contains(",DISCONNECTED,")
                        && line.contains("far,TO,")
                        && line.contains("nothing heard for "));
        // It hears either nothing or, through this network, that near has hung up.
        Eventually.until("far gives it up", () -> far.log().stream()
                .anyMatch(line -> line.contains(",DISCONNECTED,") && line.contains("near,FROM,")));
        assertThatThrownBy(near.send(session, "t2", "hello", Map.of("n", 2))::join)
                .hasCauseInstanceOf(ClientGone.class);

        network.thaw();
        near.known();
        lost.join();
    }

    @Test
    void aServerThatDiedIsFoundAgainWhenItStartsAnew() {
        opened(far.connect());
        near.known();
        seenByNear.clear();
        far.close();
        Eventually.until("its clients are gone", () -> near.peers.clients().isEmpty());

        PeerNode again = opened(PeerNode.start("far", seenByFar, directory.resolve("again")));
        seenByNear.add(again.address());
        Calls calls = calls("hello", OPEN);
        opened(again.connect(calls));
        near.send(near.known().sessionId(), "t1", "hello", Map.of("n", 1)).join();
        Eventually.until("it ran", () -> calls.numbers.contains(1));
    }

    @Test
    void whatIsForAClientThatIsGoneFails() {
        SchedulerClient client = far.connect(calls("hello", OPEN));
        String session = near.known().sessionId();
        client.close();
        Eventually.until("it is gone", () -> near.peers.clients().isEmpty());

        assertThatThrownBy(near.send(session, "t1", "hello", Map.of("n", 1))::join)
                .hasCauseInstanceOf(ClientGone.class);
        assertThatThrownBy(near.send("never", "t1", "hello", Map.of("n", 1))::join)
                .hasCauseInstanceOf(ClientGone.class);
    }

    @Test
    void aServerThatDoesNotKnowTheTokenIsRefusedAndThatIsLogged() {
        List<PeerAddress> guess = new CopyOnWriteArrayList<>();
        PeerNode stranger = opened(PeerNode.start("stranger", guess, directory));
        guess.add(new PeerAddress("far", far.address().address(), "guess"));
        opened(far.connect());

        Eventually.until(
                "refused",
                () -> far.log().stream()
                        .anyMatch(
                                line -> line.matches(
                                        ".*,REFUSED,server\\[127.0.0.1:\\d+],stranger,FROM,-,server\\[127.0.0.1:\\d+] has no auth, failed")));
        Eventually.until("told", () -> stranger.log().stream()
                .anyMatch(line -> line.contains(",UNREACHABLE,") && line.contains("has no auth")));
        near.known();
        assertThat(stranger.peers.clients()).isEmpty();
        assertThat(far.log()).noneMatch(line -> line.contains(",CONNECTED,") && line.contains("stranger"));
    }

    @Test
    void aServerThatWelcomesWithoutKnowingItsTokenIsNotBelieved() throws IOException {
        FalsePeer liar = opened(new FalsePeer());
        seenByNear.clear();
        seenByNear.add(new PeerAddress("liar", "127.0.0.1:" + liar.port(), "token"));

        Eventually.until("not believed", () -> near.log().stream()
                .anyMatch(line -> line.contains("it does not prove to be server liar")));
        assertThat(near.peers.clients()).isEmpty();
    }

    @Test
    void aTokenIsNotPrinted() {
        assertThat(far.self + " " + far.address()).doesNotContain(far.self.token());
    }

    @Test
    void closingLeavesNoThreads() {
        opened(far.connect());
        near.known();
        near.close();
        far.close();
        Eventually.until("no thread is left", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("peer-")));
    }

    private List<CompletableFuture<Void>> sendMany(String session, String handler, int count) {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(near.send(session, handler + i, handler, Map.of("n", i)));
        }
        return sent;
    }

    private static CompletableFuture<Void> allOf(List<CompletableFuture<Void>> all) {
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private Calls calls(String name, CountDownLatch gate) {
        return new Calls(name, one, gate);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }
}
