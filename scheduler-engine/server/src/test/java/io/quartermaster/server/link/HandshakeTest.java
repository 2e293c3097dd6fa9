package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.quartermaster.client.LinkState;
import io.quartermaster.client.link.HelloSignature;
import io.quartermaster.client.wire.ClientFrame;
import io.quartermaster.client.wire.Hello;
import io.quartermaster.client.wire.LinkGrpc;
import io.quartermaster.client.wire.ServerFrame;
import io.quartermaster.client.wire.SignedHello;
import io.quartermaster.model.HandlerKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private final LinkBed bed = new LinkBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aClientWithTheRightSecretIsConnectedAndItsHandlersAreKnownWithTheirKinds() {
        ConnectedClient client = bed.connect(bed.builder(TestHandler.succeeding("hello"), TestHandler.succeeding("bye"))
                .zone("CellA")
                .hostAddress("10.1.2.3"));

        assertThat(client.handlers()).isEqualTo(Map.of("hello", HandlerKind.SIMPLE, "bye", HandlerKind.SIMPLE));
        assertThat(client.application()).isEqualTo("settlement");
        assertThat(client.instance()).isEqualTo(LinkBed.INSTANCE);
        assertThat(client.zone()).isEqualTo("CellA");
        assertThat(client.host()).isEqualTo("10.1.2.3");
        assertThat(client.address()).startsWith("127.0.0.1:");
        assertThat(client.processId()).isEqualTo(ProcessHandle.current().pid());
        assertThat(bed.server.clients()).containsExactly(client);
        Eventually.until("the client knows", () -> bed.was(LinkState.CONNECTED));
    }

    @Test
    void aClientWithoutHandlersIsLetIn() {
        assertThat(bed.connect().handlers()).isEmpty();
    }

    @Test
    void aWrongSecretIsRefusedAndTheRefusalIsLoggedOnBothSides() {
        try (CapturedLog server = new CapturedLog("rpc-server");
                CapturedLog audit = new CapturedLog("scheduler.auth-audit");
                CapturedLog error = new CapturedLog("scheduler.common-error")) {
            bed.started(bed.builder().secret("guess"));
            Eventually.until("refused twice, so it is tried again", () -> bed.heard.refused.size() >= 2);
            Eventually.until("the client logs it", () -> !error.lines.isEmpty());

            assertThat(server.lines).anySatisfy(line -> assertThat(line)
                    .matches("client\\[127\\.0\\.0\\.1:\\d+\\] has no auth,bad signature, access key key, .*"));
            assertThat(audit.lines).anySatisfy(line -> assertThat(line).contains("has no auth"));
            assertThat(error.lines).anySatisfy(line -> assertThat(line).contains("has no auth"));
            assertThat(bed.heard.refused.get(0)).matches("client\\[127\\.0\\.0\\.1:\\d+\\] has no auth");
            assertThat(server.lines).noneSatisfy(line -> assertThat(line).contains("secret,"));
        }
        assertThat(bed.heard.connected).isEmpty();
        assertThat(bed.was(LinkState.REFUSED)).isTrue();
    }

    @Test
    void anUnknownKeyIsRefused() {
        bed.started(bed.builder().accessKey("nobody"));
        Eventually.until("refused", () -> !bed.heard.refused.isEmpty());
        assertThat(bed.heard.connected).isEmpty();
    }

    @Test
    void aKeyOfAnotherInstanceIsRefused() {
        bed.started(bed.builder().accessKey("other"));
        Eventually.until("refused", () -> !bed.heard.refused.isEmpty());
        assertThat(bed.heard.refused.get(0)).endsWith("has no auth");
    }

    @Test
    void aClockThatIsHoursOffDoesNotMatter() {
        InstantSource late = InstantSource.offset(InstantSource.system(), Duration.ofHours(-30));
        assertThat(bed.connect(bed.builder().clock(late))).isNotNull();
    }

    @Test
    void aSignatureMadeForOneStreamIsRefusedOnAnother() {
        Hello hello = hello("settlement");
        RawClient first = new RawClient(nonce -> signed(hello, nonce));
        assertThat(first.answer().hasWelcome()).isTrue();

        RawClient second = new RawClient(nonce -> first.sent);
        assertThat(second.answer().getRefusal().getReason()).endsWith("has no auth");
        first.close();
        second.close();
    }

    @Test
    void aMalformedApplicationNameFailsToRegister() {
        try (CapturedLog server = new CapturedLog("rpc-server")) {
            RawClient raw = new RawClient(nonce -> signed(hello("no spaces\nplease"), nonce));
            assertThat(raw.answer().getRefusal().getReason()).startsWith("client register failed");
            assertThat(server.lines).anySatisfy(line -> assertThat(line)
                    .startsWith("client register failed")
                    .doesNotContain("\n"));
            raw.close();
        }
    }

    @Test
    void aStreamThatNeverSaysHelloIsEnded() {
        RawClient silent = new RawClient(nonce -> null);
        Eventually.until("the server gave it up", () -> silent.over);
        silent.close();
    }

    @Test
    void twoApplicationsOnOneHostDoNotDisturbEachOther() {
        ConnectedClient first = bed.connect(bed.builder().hostAddress("10.0.0.1"));
        ConnectedClient second = bed.connect(bed.builder().hostAddress("10.0.0.1"));
        assertThat(bed.server.clients()).containsExactlyInAnyOrder(first, second);
        assertThat(bed.heard.disconnected).isEmpty();
    }

    @Test
    void theSameClientConnectingAnewReplacesOnlyItsOwnSession() {
        ConnectedClient other = bed.connect();
        Hello hello = hello("settlement");
        RawClient first = new RawClient(nonce -> signed(hello, nonce));
        String firstSession = first.answer().getWelcome().getSessionId();
        RawClient again = new RawClient(nonce -> signed(hello, nonce));
        String session = again.answer().getWelcome().getSessionId();

        Eventually.until("the old session ended", () -> first.over);
        assertThat(bed.server.clients().stream().map(ConnectedClient::sessionId))
                .containsExactlyInAnyOrder(other.sessionId(), session);
        assertThat(bed.heard.disconnected).containsExactly(firstSession + " the same client connected anew");
        first.close();
        again.close();
    }

    @Test
    void aSecretIsNotPrinted() {
        assertThat(new AccessKey("key", "hush", LinkBed.INSTANCE).toString()).doesNotContain("hush");
    }

    private static Hello hello(String application) {
        return Hello.newBuilder()
                .setProtocol(1)
                .setAccessKey("key")
                .setInstance("000001")
                .setApplication(application)
                .setHost("10.9.9.9")
                .setProcessId(1)
                .setClientId("raw")
                .build();
    }

    private static ClientFrame signed(Hello hello, byte[] nonce) {
        byte[] bytes = hello.toByteArray();
        return ClientFrame.newBuilder()
                .setHello(SignedHello.newBuilder()
                        .setHello(hello.toByteString())
                        .setSignature(HelloSignature.of("secret", nonce, bytes)))
                .build();
    }

    /// A client that says exactly what the test wants.
    private final class RawClient implements StreamObserver<ServerFrame> {
        private final ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", bed.server.port())
                .usePlaintext()
                .build();
        private final Function<byte[], @Nullable ClientFrame> hello;
        private final List<ServerFrame> frames = new CopyOnWriteArrayList<>();
        private final StreamObserver<ClientFrame> out;
        volatile ClientFrame sent = ClientFrame.getDefaultInstance();
        volatile boolean over;

        RawClient(Function<byte[], @Nullable ClientFrame> hello) {
            this.hello = hello;
            this.out = LinkGrpc.newStub(channel).open(this);
            Eventually.until("challenged", () -> !frames.isEmpty());
            @Nullable
            ClientFrame answer =
                    this.hello.apply(frames.get(0).getChallenge().getNonce().toByteArray());
            if (answer != null) {
                sent = answer;
                out.onNext(answer);
            }
        }

        ServerFrame answer() {
            Eventually.until("answered", () -> frames.size() > 1);
            return frames.get(1);
        }

        @Override
        public void onNext(ServerFrame frame) {
            frames.add(frame);
        }

        @Override
        public void onError(Throwable thrown) {
            over = true;
        }

        @Override
        public void onCompleted() {
            over = true;
        }

        void close() {
            channel.shutdownNow();
        }
    }
}
