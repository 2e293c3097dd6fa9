package io.quartermaster.server.peer;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How two servers prove to each other that they know the callee's token, without sending it. Each proof is good for
/// one purpose and one stream only.
final class PeerProof {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String HELLO = "quartermaster-peer-hello\n";
    private static final String WELCOME = "quartermaster-peer-welcome\n";

    private PeerProof() {}

    static String ofHello(String token, byte[] nonce, byte[] hello) {
        return HexFormat.of().formatHex(mac(token, HELLO, nonce, hello));
    }

    static String ofWelcome(String token, byte[] nonce) {
        return HexFormat.of().formatHex(mac(token, WELCOME, nonce, new byte[0]));
    }

    /// Compares in a time that does not depend on where the two differ.
    static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(String token, String purpose, byte[] nonce, byte[] rest) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update(nonce);
            return mac.doFinal(rest);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
