package io.quartermaster.client.link;

import com.google.protobuf.ByteString;
import io.quartermaster.client.AccessCredentials;
import io.quartermaster.client.ClientIdentity;
import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.handler.IClusterJobHandler;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.wire.ClientFrame;
import io.quartermaster.client.wire.Hello;
import io.quartermaster.client.wire.SignedHello;
import io.quartermaster.client.wire.WireHandler;
import io.quartermaster.client.wire.WireHandlerKind;
import io.quartermaster.client.work.Room;

/// Says who this client is, and proves it.
final class Hellos {
    private Hellos() {}

    static ClientFrame answering(ByteString nonce, LinkSetup setup, AccessCredentials credentials) {
        ByteString hello = hello(setup, credentials.accessKey()).toByteString();
        String signature = HelloSignature.of(credentials.secret(), nonce.toByteArray(), hello.toByteArray());
        return ClientFrame.newBuilder()
                .setHello(SignedHello.newBuilder().setHello(hello).setSignature(signature))
                .build();
    }

    private static Hello hello(LinkSetup setup, String accessKey) {
        ClientIdentity identity = setup.identity();
        Hello.Builder hello = Hello.newBuilder()
                .setProtocol(LinkProtocol.VERSION)
                .setAccessKey(accessKey)
                .setInstance(identity.instance())
                .setApplication(identity.application())
                .setHost(identity.host())
                .setProcessId(identity.processId())
                .setClientId(identity.clientId())
                .setZone(setup.zone())
                .setRemoteExecute(setup.remoteExecute());
        setup.handlers().forEach((name, handler) -> hello.addHandlers(announced(name, handler)));
        return hello.build();
    }

    private static WireHandler announced(String name, IJobHandler handler) {
        WireHandler.Builder wire = WireHandler.newBuilder().setName(name).setKind(kind(handler));
        return handler instanceof IClusterJobHandler cluster
                ? wire.setRoom(Room.of(cluster)).build()
                : wire.build();
    }

    private static WireHandlerKind kind(IJobHandler handler) {
        if (handler instanceof ISimpleJobHandler) {
            return WireHandlerKind.SIMPLE;
        }
        if (handler instanceof IClusterJobSplitHandler<?>) {
            return WireHandlerKind.CLUSTER_SPLIT;
        }
        return handler instanceof IClusterJobExecuteHandler<?, ?>
                ? WireHandlerKind.CLUSTER_EXECUTE
                : WireHandlerKind.WIRE_HANDLER_KIND_UNSPECIFIED;
    }
}
