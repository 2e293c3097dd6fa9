package io.quartermaster.server.link;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quartermaster.client.ClientIdentity;
import io.quartermaster.client.link.HelloSignature;
import io.quartermaster.client.link.LinkProtocol;
import io.quartermaster.client.wire.Hello;
import io.quartermaster.client.wire.SignedHello;
import io.quartermaster.client.wire.WireHandler;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Decides whether a client is let in. The signature is looked at before anything else is believed. Stateless.
final class Handshake {
    private static final int LONGEST_NAME = 255;
    /// As rows hold it, by which a client is found again.
    private static final int LONGEST_CLIENT_ID = 64;
    private static final int MOST_HANDLERS = 10_000;

    private final AccessKeys keys;

    Handshake(AccessKeys keys) {
        this.keys = keys;
    }

    Outcome judge(SignedHello signed, byte[] nonce, String address, Instant now) {
        Hello hello;
        try {
            hello = Hello.parseFrom(signed.getHello());
        } catch (InvalidProtocolBufferException e) {
            return malformed("the hello cannot be read");
        }
        Optional<AccessKey> key = keys.find(hello.getAccessKey());
        if (key.isEmpty()) {
            return noAuth(address, hello, "unknown access key");
        }
        byte[] bytes = signed.getHello().toByteArray();
        if (!HelloSignature.isValid(signed.getSignature(), key.get().secret(), nonce, bytes)) {
            return noAuth(address, hello, "bad signature");
        }
        if (!key.get().instance().value().equals(hello.getInstance())) {
            return noAuth(address, hello, "the key is not for instance " + LogText.safe(hello.getInstance()));
        }
        return admit(hello, key.get(), address, now);
    }

    private static Outcome admit(Hello hello, AccessKey key, String address, Instant now) {
        if (hello.getProtocol() != LinkProtocol.VERSION) {
            return malformed("protocol " + hello.getProtocol() + " is not spoken here, only " + LinkProtocol.VERSION);
        }
        if (!ClientIdentity.isApplicationName(hello.getApplication())) {
            return malformed("application name '" + LogText.safe(hello.getApplication()) + "' is not allowed");
        }
        if (hello.getClientId().isEmpty()
                || hello.getClientId().length() > LONGEST_CLIENT_ID
                || isLong(hello.getHost())
                || isLong(hello.getZone())) {
            return malformed("client id, host or zone is missing or too long");
        }
        if (hello.getHandlersCount() > MOST_HANDLERS
                || !hello.getHandlersList().stream().allMatch(Handshake::isNamed)) {
            return malformed("a handler has no name, or a name too long, or there are too many of them");
        }
        ConnectedClient client = new ConnectedClient(
                UUID.randomUUID().toString(),
                key.instance(),
                hello.getApplication(),
                address,
                LogText.safe(hello.getZone()),
                LogText.safe(hello.getHost()),
                hello.getProcessId(),
                hello.getClientId(),
                now,
                WireForms.handlers(hello.getHandlersList()),
                WireForms.rooms(hello.getHandlersList()),
                hello.getRemoteExecute());
        return new Outcome.Welcomed(client, identity(hello), key);
    }

    private static String identity(Hello hello) {
        return String.join(
                "\n",
                hello.getInstance(),
                hello.getApplication(),
                hello.getHost(),
                Long.toString(hello.getProcessId()),
                hello.getClientId());
    }

    private static boolean isNamed(WireHandler handler) {
        return !handler.getName().isBlank() && !isLong(handler.getName());
    }

    private static boolean isLong(String text) {
        return text.length() > LONGEST_NAME;
    }

    /// The words are those that runbooks search for.
    private static Outcome noAuth(String address, Hello hello, String detail) {
        String who = detail + ", access key " + LogText.safe(hello.getAccessKey()) + ", application "
                + LogText.safe(hello.getApplication());
        return new Outcome.Refused("client[" + address + "] has no auth", who);
    }

    private static Outcome malformed(String detail) {
        return new Outcome.Refused("client register failed: " + detail, "");
    }
}
