package io.quartermaster.server.peer;

/// Another live server, as its row says. A server that started again has another token. Immutable.
///
/// @param address as `host:port`
/// @param token proves to that server that its row was read; never sent and never printed
public record PeerAddress(String serverId, String address, String token) {
    String host() {
        return address.substring(0, Math.max(0, address.lastIndexOf(':')));
    }

    /// @throws NumberFormatException when the row holds no port
    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    @Override
    public String toString() {
        return "PeerAddress[serverId=" + serverId + ", address=" + address + "]";
    }
}
