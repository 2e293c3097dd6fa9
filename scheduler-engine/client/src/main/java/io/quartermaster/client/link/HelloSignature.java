package io.quartermaster.client.link;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a client proves that it knows the secret, without sending it: the server's nonce makes each proof good for one
/// stream only, and the hello's own bytes make it good for this hello only.
public final class HelloSignature {
    private static final String ALGORITHM = "HmacSHA256";
    /// Keeps a signature made here from being good for anything else signed with the same secret.
    private static final byte[] PURPOSE = "quartermaster-link\n".getBytes(StandardCharsets.UTF_8);

    private HelloSignature() {}

    /// @return lower-case hex
    public static String of(String secret, byte[] nonce, byte[] hello) {
        return HexFormat.of().formatHex(mac(secret, nonce, hello));
    }

    /// Compares in a time that does not depend on where the two differ.
    public static boolean isValid(String signature, String secret, byte[] nonce, byte[] hello) {
        byte[] expected = of(secret, nonce, hello).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(String secret, byte[] nonce, byte[] hello) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update(PURPOSE);
            mac.update(nonce);
            return mac.doFinal(hello);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
