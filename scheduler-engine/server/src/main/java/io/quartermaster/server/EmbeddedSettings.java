package io.quartermaster.server;

import io.quartermaster.server.link.LinkSettings;
import java.nio.file.Path;
import java.time.InstantSource;

/// How an embedded engine is set up. Immutable.
///
/// @param dataDirectory holds its database, its logs and `attach.properties`; one engine at a time
/// @param zone the zone it stands in
/// @param port the port clients link to if it is free; another one else
public record EmbeddedSettings(Path dataDirectory, InstantSource clock, String zone, int port, Cadence cadence) {
    /// The zone of an embedded engine unless told otherwise.
    public static final String USUAL_ZONE = "CellA";

    /// The usual engine in that directory.
    public static EmbeddedSettings in(Path dataDirectory) {
        return new EmbeddedSettings(
                dataDirectory, InstantSource.system(), USUAL_ZONE, LinkSettings.USUAL_PORT, Cadence.USUAL);
    }

    public EmbeddedSettings withPort(int newPort) {
        return new EmbeddedSettings(dataDirectory, clock, zone, newPort, cadence);
    }

    public EmbeddedSettings withZone(String newZone) {
        return new EmbeddedSettings(dataDirectory, clock, newZone, port, cadence);
    }

    public EmbeddedSettings withCadence(Cadence newCadence) {
        return new EmbeddedSettings(dataDirectory, clock, zone, port, newCadence);
    }
}
