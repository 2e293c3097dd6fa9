package io.quartermaster.client.link;

import com.google.protobuf.ByteString;
import io.quartermaster.client.AccessCredentials;
import io.quartermaster.client.ClientIdentity;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.wire.ClientFrame;
import io.quartermaster.client.wire.Hello;
import io.quartermaster.client.wire.SignedHello;
import io.quartermaster.client.wire.WireHandler;
import io.quartermaster.client.wire.WireHandlerKind;

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
                .setZone(setup.zone());
        setup.handlers()
                .forEach((name, handler) ->
                        hello.addHandlers(WireHandler.newBuilder().setName(name).setKind(kind(handler))));
        return hello.build();
    }

    private static WireHandlerKind kind(IJobHandler handler) {
        return handler instanceof ISimpleJobHandler
                ? WireHandlerKind.SIMPLE
                : WireHandlerKind.WIRE_HANDLER_KIND_UNSPECIFIED;
    }
}
