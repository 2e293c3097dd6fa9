package io.quartermaster.store;

import io.quartermaster.model.Flaw;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobJson;
import io.quartermaster.model.JobRules;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.Window;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.ZoneScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One reading of a row of `job`. Confined to the thread that reads.
///
/// Operators' columns are also written by hand, and one wrong word must not take the other jobs from the screen: what
/// cannot be read becomes a [Flaw], with something harmless in its place in the spec.
final class JobRow {
    /// Years that a time or a span may hold, so that adding them up stays far from where a `long` ends.
    private static final long YEARS = 9_999;

    private static final long LATEST = Instant.parse(YEARS + "-12-31T23:59:59Z").toEpochMilli();
    private static final long EARLIEST = -LATEST;
    private static final Duration LONGEST = Duration.ofDays(366 * YEARS);

    private final ResultSet row;
    private final List<Flaw> flaws = new ArrayList<>();

    JobRow(ResultSet row) {
        this.row = row;
    }

    Job read() throws SQLException {
        InstanceId instance = instance();
        JobType type = word("type", "job_type", JobType.class, JobType.SIMPLE);
        Trigger trigger = trigger();
        Window window = window();
        ZoneScope zones = zones();
        Policies policies = policies();
        List<Param> params = params();
        Integer retentionDays = retentionDays();
        WorkPlan work = work();
        JobSpec spec = new JobSpec(
                instance,
                row.getString("name"),
                row.getString("group_name"),
                row.getString("description"),
                type,
                row.getString("application"),
                row.getString("target"),
                trigger,
                window,
                zones,
                policies,
                params,
                row.getString("calendar"),
                retentionDays,
                work);
        return new Job(
                new JobId(row.getLong("id")),
                spec,
                row.getInt("enabled") == 1,
                row.getInt("version"),
                row.getString("updated_by"),
                Sql.time(row, "updated_at"),
                flaws);
    }

    private InstanceId instance() throws SQLException {
        String stored = row.getString("instance_id");
        if (!InstanceId.isValid(stored)) {
            flaws.add(new Flaw("instance", stored, "no instance id"));
        }
        return Sql.instanceId(stored);
    }

    private Trigger trigger() throws SQLException {
        String kind = row.getString("trigger_kind");
        return switch (kind) {
            case "CRON" -> {
                String cron = row.getString("cron");
                yield cron == null ? noTrigger("no cron expression") : new Trigger.Cron(cron, zone());
            }
            case "ONE_TIME" -> {
                Instant at = Sql.instant(row, "fire_at");
                yield at != null && usable(at) ? new Trigger.OneTime(at, zone()) : noTrigger("no time");
            }
            case "FIXED_RATE" -> {
                Instant from = Sql.instant(row, "fire_at");
                Duration every = Duration.ofMillis(row.getLong("every_ms"));
                boolean fits = every.compareTo(Duration.ofSeconds(1)) >= 0 && every.compareTo(LONGEST) <= 0;
                yield from != null && usable(from) && fits
                        ? new Trigger.FixedRate(from, every, zone())
                        : noTrigger("no time to count from, or no interval of at least one second");
            }
            case "EVENT" -> new Trigger.Event();
            default -> noTrigger("no such kind of trigger");
        };
    }

    private Trigger noTrigger(String why) throws SQLException {
        List<String> stored = new ArrayList<>();
        for (String column : List.of("trigger_kind", "cron", "fire_at", "every_ms")) {
            String text = row.getString(column);
            if (text != null) {
                stored.add(column + " = " + text);
            }
        }
        flaws.add(new Flaw("trigger", String.join(", ", stored), why));
        return new Trigger.Event();
    }

    private ZoneId zone() throws SQLException {
        String stored = row.getString("time_zone");
        return read("timeZone", stored, "no time zone", ZoneId.of("UTC"), () -> ZoneId.of(known(stored)));
    }

    private Window window() throws SQLException {
        Instant from = bound("effectiveFrom", "effective_from_at");
        Instant until = bound("expires", "expires_at");
        if (from != null && until != null && !from.isBefore(until)) {
            flaws.add(new Flaw("effectiveFrom", from.toString(), "not before the job expires"));
            flaws.add(new Flaw("expires", until.toString(), "not after the job takes effect"));
            return Window.ALWAYS;
        }
        return new Window(from, until);
    }

    private @Nullable Instant bound(String field, String column) throws SQLException {
        Instant stored = Sql.instant(row, column);
        if (stored == null || usable(stored)) {
            return stored;
        }
        flaws.add(new Flaw(field, row.getString(column), "no time before the year 10000"));
        return null;
    }

    private ZoneScope zones() throws SQLException {
        String names = row.getString("zones");
        if (names == null) {
            return new ZoneScope.Shared();
        }
        return switch (names) {
            case JobRows.LOCAL_FIRST -> new ZoneScope.Shared(true);
            case JobRows.EACH_ZONE -> new ZoneScope.Each();
            default -> new ZoneScope.Named(List.of(names.split(",", -1)));
        };
    }

    private Policies policies() throws SQLException {
        Policies usual = Policies.DEFAULT;
        int retries = row.getInt("retries");
        if (retries < 0 || retries > 100) {
            flaws.add(new Flaw("retries", Integer.toString(retries), "0 to 100"));
            retries = 0;
        }
        return new Policies(
                word("missed", "missed", Policies.Missed.class, Policies.Missed.IGNORE),
                span("timeout", "timeout_ms"),
                word("onTimeout", "on_timeout", Policies.OnTimeout.class, usual.onTimeout()),
                retries,
                span("backOff", "back_off_ms"),
                row.getInt("exclusive_run") == 1,
                word("communication", "communication", Policies.Communication.class, usual.communication()),
                word("routing", "routing", Policies.Routing.class, usual.routing()));
    }

    private @Nullable Integer retentionDays() throws SQLException {
        Integer stored = row.getObject("retention_days", Integer.class);
        if (stored == null || (stored >= 1 && stored <= JobRules.RETENTION_MAX_DAYS)) {
            return stored;
        }
        flaws.add(new Flaw("retentionDays", stored.toString(), "1 to " + JobRules.RETENTION_MAX_DAYS));
        return null;
    }

    private Duration span(String field, String column) throws SQLException {
        Duration stored = Duration.ofMillis(row.getLong(column));
        if (stored.isNegative() || stored.compareTo(LONGEST) > 0) {
            flaws.add(new Flaw(field, stored.toMillis() + " ms", "no span of time"));
            return Duration.ZERO;
        }
        return stored;
    }

    private List<Param> params() throws SQLException {
        String stored = row.getString("params");
        return read("params", stored, "no JSON array of parameters", List.of(), () -> JobJson.params(known(stored)));
    }

    private WorkPlan work() throws SQLException {
        String stored = row.getString("work_plan");
        return stored == null
                ? WorkPlan.WHOLE
                : read("work", stored, "no plan of work", WorkPlan.WHOLE, () -> JobJson.work(stored));
    }

    private <E extends Enum<E>> E word(String field, String column, Class<E> words, E otherwise) throws SQLException {
        String stored = row.getString(column);
        String why = "none of " + Arrays.toString(words.getEnumConstants());
        return read(field, stored, why, otherwise, () -> Enum.valueOf(words, known(stored)));
    }

    private <T> T read(String field, @Nullable String stored, String why, T otherwise, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | DateTimeException e) {
            flaws.add(new Flaw(field, stored == null ? "" : stored, why));
            return otherwise;
        }
    }

    private static String known(@Nullable String stored) {
        if (stored == null) {
            throw new IllegalArgumentException("nothing is there");
        }
        return stored;
    }

    private static boolean usable(Instant at) {
        return at.toEpochMilli() >= EARLIEST && at.toEpochMilli() <= LATEST;
    }
}
