package io.quartermaster.client;

/// Where a server listens for clients. Immutable.
///
/// @param host a name or an address
/// @param port 1 to 65535
public record ServerAddress(String host, int port) {
    /// The port a server takes unless told otherwise.
    public static final int DEFAULT_PORT = 9001;

    public ServerAddress {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("Not a server address: '" + host + ":" + port + "'");
        }
    }

    /// Reads `host`, `host:port` or `[IPv6]:port`.
    ///
    /// @throws IllegalArgumentException when it is none of them
    public static ServerAddress parse(String text) {
        String trimmed = text.trim();
        int colon = trimmed.lastIndexOf(':');
        boolean bare = colon < 0 || trimmed.endsWith("]");
        String host = bare ? trimmed : trimmed.substring(0, colon);
        try {
            int port = bare ? DEFAULT_PORT : Integer.parseInt(trimmed.substring(colon + 1));
            return new ServerAddress(host, port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a server address: '" + text + "'", e);
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
