package io.quartermaster.server.peer;

import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.peer.wire.End;
import io.quartermaster.server.peer.wire.PeerHandler;
import io.quartermaster.server.peer.wire.PeerSession;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Our records to and from the wire.
final class PeerForms {
    /// The version both servers must name.
    static final int PROTOCOL = 1;

    private PeerForms() {}

    /// @param ownZone the zone of a client that names none
    static PeerSession toWire(ConnectedClient client, String ownZone) {
        PeerSession.Builder wire = PeerSession.newBuilder()
                .setSessionId(client.sessionId())
                .setInstance(client.instance().value())
                .setApplication(client.application())
                .setAddress(client.address())
                .setZone(client.zone().isBlank() ? ownZone : client.zone())
                .setHost(client.host())
                .setProcessId(client.processId())
                .setClientId(client.clientId())
                .setConnectedMs(client.connectedAt().toEpochMilli())
                .setRemote(client.remote());
        client.handlers()
                .forEach((name, kind) -> wire.addHandlers(PeerHandler.newBuilder()
                        .setName(name)
                        .setKind(kind.name())
                        .setRoom(client.rooms().getOrDefault(name, 0))));
        return wire.build();
    }

    /// @throws IllegalArgumentException when the peer sent something that is no client of ours
    static ConnectedClient fromWire(PeerSession wire) {
        Map<String, HandlerKind> handlers = new HashMap<>();
        Map<String, Integer> rooms = new HashMap<>();
        wire.getHandlersList().forEach(handler -> kind(handler.getKind()).ifPresent(kind -> {
            handlers.put(handler.getName(), kind);
            if (handler.getRoom() > 0) {
                rooms.put(handler.getName(), handler.getRoom());
            }
        }));
        return new ConnectedClient(
                wire.getSessionId(),
                new InstanceId(wire.getInstance()),
                wire.getApplication(),
                wire.getAddress(),
                wire.getZone(),
                wire.getHost(),
                wire.getProcessId(),
                wire.getClientId(),
                Instant.ofEpochMilli(wire.getConnectedMs()),
                handlers,
                rooms,
                wire.getRemote());
    }

    static End toWire(long number, Ended ended) {
        String session = ended.session();
        return End.newBuilder()
                .setNumber(number)
                .setRecordId(ended.record().value())
                .setStatus(ended.status().name())
                .setSessionId(session == null ? "" : session)
                .build();
    }

    /// @throws IllegalArgumentException when the peer sent something that is no end of ours
    static Ended fromWire(End wire) {
        return new Ended(
                new RecordId(wire.getRecordId()),
                RunStatus.valueOf(wire.getStatus()),
                wire.getSessionId().isEmpty() ? null : wire.getSessionId());
    }

    private static Optional<HandlerKind> kind(String name) {
        return Arrays.stream(HandlerKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}
