package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.quartermaster.client.AccessCredentials;
import io.quartermaster.client.ClientIdentity;
import io.quartermaster.client.LinkTimings;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.handler.SourceHandlers;
import io.quartermaster.client.journal.RunJournal;
import io.quartermaster.client.log.RunListener;
import io.quartermaster.client.wire.Hello;
import io.quartermaster.client.wire.WireHandler;
import io.quartermaster.client.wire.WireHandlerKind;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HellosTest {
    @TempDir
    private Path classes;

    @Test
    void handlersAreAnnouncedWithTheirKindsAndWhatRoomTheyHave() throws Exception {
        SourceHandlers source = SourceHandlers.compiledTo(classes);
        Items own = new Items("own");
        own.room = 3;
        Map<String, IJobHandler> handlers = new LinkedHashMap<>();
        handlers.put("NIGHTLY_CHECK", source.handler("NightlyCheck"));
        handlers.put("BY_SHELF", source.handler("ByShelf"));
        handlers.put("COUNT_SHELVES", source.handler("CountShelves"));
        handlers.put("own", own);

        Hello hello = hello(handlers, true);

        assertThat(hello.getRemoteExecute()).isTrue();
        assertThat(hello.getHandlersList()).anySatisfy(each -> {
            assertThat(each.getKind()).isEqualTo(WireHandlerKind.SIMPLE);
            assertThat(each.getRoom()).isZero();
        });
        assertThat(of(hello, "BY_SHELF").getKind()).isEqualTo(WireHandlerKind.CLUSTER_SPLIT);
        assertThat(of(hello, "COUNT_SHELVES").getKind()).isEqualTo(WireHandlerKind.CLUSTER_EXECUTE);
        assertThat(of(hello, "COUNT_SHELVES").getRoom()).isBetween(2, 8);
        assertThat(of(hello, "own").getRoom()).isEqualTo(3);
        assertThat(hello(Map.of(), false).getRemoteExecute()).isFalse();
    }

    private static WireHandler of(Hello hello, String name) {
        return hello.getHandlersList().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Hello hello(Map<String, IJobHandler> handlers, boolean remote)
            throws InvalidProtocolBufferException {
        AccessCredentials credentials = new AccessCredentials("key", "secret");
        LinkSetup setup = new LinkSetup(
                new ClientIdentity("app", "000001", "127.0.0.1", 1, "c1"),
                new LinkAccess(() -> credentials, null, null),
                "CellA",
                handlers,
                remote,
                LinkTimings.defaults(),
                (server, state, reason) -> {},
                InstantSource.system(),
                RunJournal.NONE,
                RunListener.NONE);
        ByteString nonce = ByteString.copyFromUtf8("nonce");
        return Hello.parseFrom(
                Hellos.answering(nonce, setup, credentials).getHello().getHello());
    }
}
