package io.quartermaster.server.link;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a server speaks TLS to its clients. All files are PEM; they are looked at every minute, so a renewed certificate
/// is taken without a restart, by the connections made from then on. Immutable.
///
/// @param certificate the server's chain
/// @param key its private key, PKCS 8 and not encrypted
/// @param clients the certificates of whoever may have signed a client's, which each client then has to show (mutual
///     TLS); null to ask for none
public record LinkTls(Path certificate, Path key, @Nullable Path clients) {}
