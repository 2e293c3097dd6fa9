package io.quartermaster.app.connections;

import io.quartermaster.server.EmbeddedEngine;
import java.nio.file.Path;

/// How a client attaches to the embedded engine that runs here. Immutable; the secret stays in the file.
///
/// @param onWantedPort whether 9001 was free
/// @param file holds address, instance, access key and secret; only this account may read it
record Attachment(int port, boolean onWantedPort, String instance, Path file, Path logs) {
    static Attachment of(EmbeddedEngine engine) {
        return new Attachment(
                engine.port(),
                engine.onWantedPort(),
                EmbeddedEngine.INSTANCE.value(),
                engine.dataDirectory().resolve(EmbeddedEngine.ATTACH_FILE),
                engine.logDirectory());
    }

    String address() {
        return "127.0.0.1:" + port;
    }
}
