package io.quartermaster.bench.chaos;

import io.quartermaster.model.Policies;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Draws the jobs of a run: nearly half of them once, the others by cron or at a fixed rate, from every few seconds to
/// every few minutes; some of them exclusive, some tried again, some that fail, some that take longer than they may.
/// The same seed draws the same jobs.
final class Workload {
    private static final int[] STEPS = {4, 5, 6, 10, 12, 15, 20, 30};
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"), ZoneId.of("Asia/Kolkata"), ZoneId.of("Asia/Shanghai"), ZoneId.of("Asia/Kathmandu"));
    private static final int SAME_INSTANT = 50;

    private final RandomGenerator random;
    private final Duration length;
    private Duration lastOnce = Duration.ZERO;

    private Workload(RandomGenerator random, Duration length) {
        this.random = random;
        this.length = length;
    }

    static List<PlannedJob> draw(RandomGenerator random, int jobs, Duration length) {
        Workload workload = new Workload(random, length);
        List<PlannedJob> all = new ArrayList<>();
        for (int number = 0; number < jobs; number++) {
            all.add(workload.job(number));
        }
        return List.copyOf(all);
    }

    private PlannedJob job(int number) {
        Timing timing = timing(number);
        boolean exclusive = chance(15);
        boolean retried = chance(15);
        boolean limited = chance(5);
        Policies policies = new Policies(
                chance(30) ? Policies.Missed.IGNORE : Policies.Missed.FIRE_ONCE_NOW,
                limited ? Duration.ofSeconds(2) : Duration.ZERO,
                chance(50) ? Policies.OnTimeout.MARK : Policies.OnTimeout.RETRY,
                retried ? random.nextInt(1, 4) : 0,
                Duration.ofMillis(random.nextInt(1000, 3000)),
                exclusive,
                Policies.Communication.CALLBACK,
                Policies.Routing.values()[random.nextInt(Policies.Routing.values().length)]);
        int millis = limited && chance(50)
                ? random.nextInt(2500, 4000)
                : random.nextInt(0, exclusive && chance(50) ? 6000 : 120);
        String kind = timing.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return new PlannedJob(kind + "-" + number, timing, policies, millis, retried && chance(30));
    }

    private Timing timing(int number) {
        int share = random.nextInt(100);
        if (share < 45) {
            return once(number);
        }
        if (share < 70) {
            return new Timing.Minutes(random.nextInt(60), 0, 1, zone());
        }
        if (share < 75) {
            int step = STEPS[random.nextInt(STEPS.length)];
            return new Timing.Seconds(random.nextInt(step), step);
        }
        if (share < 80) {
            int step = random.nextInt(2, 6);
            return new Timing.Minutes(random.nextInt(60), random.nextInt(step), step, zone());
        }
        long every = (long) (4000 * Math.pow(22, random.nextDouble()));
        return new Timing.Rate(Duration.ofMillis(random.nextLong(every)), Duration.ofMillis(every));
    }

    /// Most at an instant of their own; now and then as many as [#SAME_INSTANT] at the same one.
    private Timing once(int number) {
        if (number % (2 * SAME_INSTANT) < SAME_INSTANT || number % 100 == 50) {
            lastOnce = Duration.ofMillis(random.nextLong(length.toMillis()));
        }
        return new Timing.Once(lastOnce);
    }

    private ZoneId zone() {
        return ZONES.get(random.nextInt(ZONES.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
