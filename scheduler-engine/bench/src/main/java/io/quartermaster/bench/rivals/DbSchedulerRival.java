package io.quartermaster.bench.rivals;

import io.quartermaster.bench.race.Contender;
import io.quartermaster.bench.race.Ground;
import io.quartermaster.bench.race.Team;
import java.util.List;

/// db-scheduler, in either of its two ways to take work.
public enum DbSchedulerRival implements Contender {
    FETCH("db-scheduler", List.of()),
    LOCK_AND_FETCH("db-scheduler, lock-and-fetch", List.of("--lock-and-fetch"));

    private final String title;
    private final List<String> arguments;

    DbSchedulerRival(String title, List<String> arguments) {
        this.title = title;
        this.arguments = arguments;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Team assemble(Ground ground) {
        DbSchedulerTeam team = DbSchedulerTeam.over(ground.database());
        team.start(ground, "dbs-", DbSchedulerNode.class, arguments);
        return team;
    }
}
