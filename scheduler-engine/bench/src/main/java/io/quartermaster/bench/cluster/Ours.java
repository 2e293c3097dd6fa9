package io.quartermaster.bench.cluster;

import io.quartermaster.bench.race.Contender;
import io.quartermaster.bench.race.Ground;
import io.quartermaster.bench.race.Team;

/// Our own servers.
public final class Ours implements Contender {
    @Override
    public String title() {
        return "Quartermaster";
    }

    @Override
    public Team assemble(Ground ground) {
        Cluster.Shape shape = new Cluster.Shape(ground.roundTrip(), ground.nodes(), ground.threads(), Ground.HEAP);
        return new OurTeam(Cluster.start(ground.database(), ground.directory(), shape), ground.database());
    }
}
