package io.quartermaster.bench.rivals;

import io.quartermaster.bench.race.Contender;
import io.quartermaster.bench.race.Ground;
import io.quartermaster.bench.race.Team;
import java.util.List;

/// Quartz with its clustered JDBC job store, tuned or in the trap of [NonBlockingPool].
public enum QuartzRival implements Contender {
    TUNED("Quartz, tuned", List.of()),
    TRAPPED("Quartz, pool never blocks", List.of("--trap"));

    private final String title;
    private final List<String> arguments;

    QuartzRival(String title, List<String> arguments) {
        this.title = title;
        this.arguments = arguments;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Team assemble(Ground ground) {
        QuartzTeam team = QuartzTeam.over(ground.database());
        team.start(ground, "quartz-", QuartzNode.class, arguments);
        return team;
    }
}
