package io.quartermaster.server.peer;

import java.security.SecureRandom;
import java.util.Base64;

/// What a server is to its peers. Immutable.
///
/// @param zone that of its clients that name none
/// @param token what a peer has to have read to be let in; new with every start, never printed
public record PeerSelf(String serverId, String zone, String token) {
    private static final int TOKEN_BYTES = 32;

    /// This server, just started.
    public static PeerSelf started(String serverId, String zone) {
        return new PeerSelf(serverId, zone, secret());
    }

    static String secret() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "PeerSelf[serverId=" + serverId + ", zone=" + zone + "]";
    }
}
