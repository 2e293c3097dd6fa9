package io.quartermaster.server.watching;

import java.io.IOException;
import java.io.UncheckedIOException;

/// The port for health and metrics cannot be listened on. The message is for people and names the keys to change.
public final class PortTaken extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    PortTaken(WatchSettings.HttpAddress address, IOException cause) {
        super(
                "Cannot serve health and metrics on " + address.bindAddress() + ":" + address.port() + " ("
                        + cause.getMessage()
                        + "): another process has that port, or the address is not this machine's; change http.port,"
                        + " where 0 is any free one, or http.bind",
                cause);
    }
}
