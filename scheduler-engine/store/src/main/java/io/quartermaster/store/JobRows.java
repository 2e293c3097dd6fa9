package io.quartermaster.store;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobJson;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.ZoneScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Between a row of `job` and a [Job], both ways.
public final class JobRows {
    /// Every column of `job` that holds a part of the spec, in one list for insert and update.
    static final List<String> COLUMNS = List.of(
            "name",
            "group_name",
            "description",
            "job_type",
            "application",
            "target",
            "trigger_kind",
            "cron",
            "time_zone",
            "fire_at",
            "every_ms",
            "effective_from_at",
            "expires_at",
            "zones",
            "missed",
            "timeout_ms",
            "on_timeout",
            "retries",
            "back_off_ms",
            "exclusive_run",
            "communication",
            "routing",
            "params",
            "calendar",
            "retention_days",
            "work_plan");

    /// Neither can be a zone's name.
    static final String LOCAL_FIRST = "~";

    static final String EACH_ZONE = "*";

    private JobRows() {}

    /// Reads the row of `select j.*`; what of it cannot be read is among the job's flaws.
    public static Job read(ResultSet row) throws SQLException {
        return new JobRow(row).read();
    }

    static Map<String, @Nullable Object> bind(JobSpec spec) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", spec.name());
        values.put("group_name", spec.group());
        values.put("description", spec.description());
        values.put("job_type", spec.type().name());
        values.put("application", spec.application());
        values.put("target", spec.target());
        bindTrigger(values, spec.trigger());
        ZoneId zone = spec.timeZone();
        values.put("time_zone", zone == null ? null : zone.getId());
        values.put("effective_from_at", Sql.millis(spec.window().from()));
        values.put("expires_at", Sql.millis(spec.window().until()));
        values.put("zones", zones(spec.zones()));
        bindPolicies(values, spec.policies());
        values.put("params", JobJson.params(spec.params()));
        values.put("calendar", spec.calendar());
        values.put("retention_days", spec.retentionDays());
        values.put("work_plan", spec.work().equals(WorkPlan.WHOLE) ? null : JobJson.work(spec.work()));
        return values;
    }

    private static @Nullable String zones(ZoneScope scope) {
        return switch (scope) {
            case ZoneScope.Shared shared -> shared.localFirst() ? LOCAL_FIRST : null;
            case ZoneScope.Each each -> EACH_ZONE;
            case ZoneScope.Named named -> String.join(",", named.zones());
        };
    }

    private static void bindTrigger(Map<String, @Nullable Object> values, Trigger trigger) {
        values.put("cron", trigger instanceof Trigger.Cron cron ? cron.expression() : null);
        values.put(
                "every_ms",
                trigger instanceof Trigger.FixedRate rate ? rate.every().toMillis() : null);
        values.put(
                "fire_at",
                switch (trigger) {
                    case Trigger.OneTime once -> once.at().toEpochMilli();
                    case Trigger.FixedRate rate -> rate.from().toEpochMilli();
                    case Trigger.Cron cron -> null;
                    case Trigger.Event event -> null;
                });
        values.put(
                "trigger_kind",
                switch (trigger) {
                    case Trigger.Cron cron -> "CRON";
                    case Trigger.OneTime once -> "ONE_TIME";
                    case Trigger.FixedRate rate -> "FIXED_RATE";
                    case Trigger.Event event -> "EVENT";
                });
    }

    private static void bindPolicies(Map<String, @Nullable Object> values, Policies policies) {
        values.put("missed", policies.missed().name());
        values.put("timeout_ms", policies.timeout().toMillis());
        values.put("on_timeout", policies.onTimeout().name());
        values.put("retries", policies.retries());
        values.put("back_off_ms", policies.backOff().toMillis());
        values.put("exclusive_run", policies.exclusive() ? 1 : 0);
        values.put("communication", policies.communication().name());
        values.put("routing", policies.routing().name());
    }
}
