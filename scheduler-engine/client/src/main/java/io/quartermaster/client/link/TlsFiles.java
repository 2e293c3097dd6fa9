package io.quartermaster.client.link;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.quartermaster.client.ClientTls;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/// Makes of PEM files what a connection needs. Stateless.
public final class TlsFiles {
    private TlsFiles() {}

    /// @throws IllegalArgumentException when a file is missing, or is not what it should be; the message names it
    public static SslContext read(ClientTls tls) {
        SslContextBuilder builder = SslContextBuilder.forClient();
        Path authorities = tls.authorities();
        if (authorities != null) {
            builder.trustManager(authorities.toFile());
        }
        Path certificate = tls.certificate();
        Path key = tls.key();
        if (certificate != null && key != null) {
            builder.keyManager(certificate.toFile(), key.toFile());
        }
        try {
            // Java's own TLS: it needs no native code, which an application's class path could not hold twice.
            return GrpcSslContexts.configure(builder, SslProvider.JDK).build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("The TLS files of " + tls + " do not fit together: " + e, e);
        }
    }
}
