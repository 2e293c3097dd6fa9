package io.quartermaster.client;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a client speaks TLS to its servers. All files are PEM; they are read anew for every connection, so a renewed
/// certificate is taken with the next one, without a restart. Immutable.
///
/// ```java
/// ClientTls.trusting(Path.of("ca.pem")).withCertificate(Path.of("client.pem"), Path.of("client-key.pem"))
/// ```
///
/// @param authorities the certificates of whoever may have signed a server's; null for those Java trusts
/// @param certificate this client's own chain, for servers that ask for one (mutual TLS); null for none
/// @param key the private key of that chain, PKCS 8 and not encrypted
/// @param serverName the name a server's certificate must hold; null for the one in the server's address
public record ClientTls(
        @Nullable Path authorities, @Nullable Path certificate, @Nullable Path key, @Nullable String serverName) {
    public ClientTls {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("A certificate needs its private key, and the key its certificate");
        }
    }

    /// Trusts servers whose certificate one of these has signed, and no others.
    public static ClientTls trusting(Path authorities) {
        return new ClientTls(Objects.requireNonNull(authorities), null, null, null);
    }

    /// Trusts whom this Java trusts.
    public static ClientTls trustingLikeJava() {
        return new ClientTls(null, null, null, null);
    }

    /// Shows this certificate to servers that ask for one.
    public ClientTls withCertificate(Path chain, Path privateKey) {
        return new ClientTls(authorities, chain, privateKey, serverName);
    }

    /// Wants that name in the servers' certificates, whatever they are addressed by.
    public ClientTls withServerName(String name) {
        return new ClientTls(authorities, certificate, key, name);
    }
}
