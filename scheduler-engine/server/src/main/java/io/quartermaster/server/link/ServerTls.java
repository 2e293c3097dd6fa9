package io.quartermaster.server.link;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// Makes of PEM files what a listening port needs, and keeps looking whether they were renewed. Stateless.
final class ServerTls {
    private static final long LOOK_SECONDS = 60;

    private ServerTls() {}

    /// @param watch looks at the files from now on
    /// @throws IllegalArgumentException when a file cannot be used; the message names it
    static SslContext of(LinkTls tls, ScheduledExecutorService watch) {
        SslContextBuilder builder = SslContextBuilder.forServer(identity(tls, watch));
        Path clients = tls.clients();
        if (clients != null) {
            builder.trustManager(trusted(clients, watch)).clientAuth(ClientAuth.REQUIRE);
        }
        try {
            return GrpcSslContexts.configure(builder, SslProvider.JDK).build();
        } catch (SSLException e) {
            throw new IllegalArgumentException(
                    "The TLS files of " + tls + " do not fit together: " + e.getMessage(), e);
        }
    }

    private static AdvancedTlsX509KeyManager identity(LinkTls tls, ScheduledExecutorService watch) {
        File certificate = tls.certificate().toFile();
        File key = tls.key().toFile();
        try {
            AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
            identity.updateIdentityCredentials(certificate, key, LOOK_SECONDS, TimeUnit.SECONDS, watch);
            return identity;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The certificate " + certificate + " with the key " + key + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static AdvancedTlsX509TrustManager trusted(Path clients, ScheduledExecutorService watch) {
        try {
            AdvancedTlsX509TrustManager trusted = AdvancedTlsX509TrustManager.newBuilder()
                    // Which host a client comes from is not what it proves; the handshake's signature says who it is.
                    .setVerification(AdvancedTlsX509TrustManager.Verification.CERTIFICATE_ONLY_VERIFICATION)
                    .build();
            trusted.updateTrustCredentials(clients.toFile(), LOOK_SECONDS, TimeUnit.SECONDS, watch);
            return trusted;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The authorities in " + clients + " cannot be used: " + e.getMessage(), e);
        }
    }
}
