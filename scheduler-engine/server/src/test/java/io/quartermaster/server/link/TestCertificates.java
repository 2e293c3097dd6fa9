package io.quartermaster.server.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Real certificates, made by the JDK's own keytool and written as PEM: two authorities that know nothing of each
/// other, and what they signed for 127.0.0.1.
final class TestCertificates {
    private static final String PASSWORD = "changeit";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path directory;
    private final Path store;

    TestCertificates(Path directory) throws Exception {
        this.directory = directory;
        this.store = directory.resolve("all.p12");
        make("ca", List.of("-ext", "bc:c=ca:true", "-validity", "30"));
        make("strangers", List.of("-ext", "bc:c=ca:true", "-validity", "30"));
        signed("server", "ca", "30", "-1d");
        signed("client", "ca", "30", "-1d");
        signed("expired", "ca", "1", "-5d");
        signed("forged", "strangers", "30", "-1d");
        write();
    }

    /// `name.pem`: the chain, or of an authority its certificate.
    Path certificate(String name) {
        return directory.resolve(name + ".pem");
    }

    Path key(String name) {
        return directory.resolve(name + "-key.pem");
    }

    private void signed(String name, String by, String days, String from) throws Exception {
        make(
                name,
                List.of(
                        "-signer",
                        by,
                        "-ext",
                        "san=ip:127.0.0.1,dns:scheduler",
                        "-validity",
                        days,
                        "-startdate",
                        from));
    }

    private void make(String name, List<String> more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(more);
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IOException(said);
        }
    }

    private void write() throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        for (String name : List.of("ca", "strangers", "server", "client", "expired", "forged")) {
            StringBuilder chain = new StringBuilder();
            for (Certificate each : all.getCertificateChain(name)) {
                chain.append(pem("CERTIFICATE", each.getEncoded()));
            }
            Files.writeString(certificate(name), chain);
            Files.writeString(
                    key(name),
                    pem("PRIVATE KEY", all.getKey(name, PASSWORD.toCharArray()).getEncoded()));
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
