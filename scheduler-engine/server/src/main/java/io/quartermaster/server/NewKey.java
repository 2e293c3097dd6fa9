package io.quartermaster.server;

import io.quartermaster.model.InstanceId;
import io.quartermaster.store.AccessKeyRepository.Key;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Makes access keys. There is no default one anywhere.
final class NewKey {
    private static final int KEY_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    private NewKey() {}

    static Key of(InstanceId instance, SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(key);
        random.nextBytes(secret);
        return new Key(
                "qm-" + HexFormat.of().formatHex(key),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret),
                instance);
    }
}
