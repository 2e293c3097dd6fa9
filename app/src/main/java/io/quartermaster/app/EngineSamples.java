package io.quartermaster.app;

import io.quartermaster.app.connections.EngineRoom;
import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.topologies.Samples;
import io.quartermaster.server.EmbeddedEngine;

/// The sample topologies that come with the embedded engine: nowhere else are they offered.
final class EngineSamples implements Samples {
    private final EngineRoom engines;

    EngineSamples(EngineRoom engines) {
        this.engines = engines;
    }

    @Override
    public boolean fit(Workspace workspace) {
        return engines.running()
                .filter(engine -> engine.database() == workspace.database())
                .isPresent();
    }

    @Override
    public void add(Workspace workspace) {
        engines.running()
                .filter(engine -> engine.database() == workspace.database())
                .ifPresent(EmbeddedEngine::addSamples);
    }
}
