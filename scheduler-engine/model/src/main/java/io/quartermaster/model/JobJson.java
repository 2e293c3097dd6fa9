package io.quartermaster.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// A job as a flat list of named fields: what the audit keeps, what a diff of two versions compares, and its JSON.
public final class JobJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Param>> PARAMS = new TypeReference<>() {};

    private JobJson() {}

    /// The fields in the order of the form, each as the text a person would compare. Keys are stable.
    public static Map<String, String> fields(JobSpec spec, boolean enabled) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", spec.name());
        fields.put("group", spec.group());
        fields.put("description", spec.description());
        fields.put("type", spec.type().name());
        fields.put("application", spec.application());
        fields.put("target", spec.target());
        trigger(fields, spec.trigger());
        fields.put("effectiveFrom", text(spec.window().from()));
        fields.put("expires", text(spec.window().until()));
        fields.put("calendar", Objects.requireNonNullElse(spec.calendar(), ""));
        fields.put("zones", zones(spec.zones()));
        policies(fields, spec.policies());
        work(fields, spec.work());
        fields.put(
                "retentionDays",
                spec.retentionDays() == null ? "" : spec.retentionDays().toString());
        fields.put("params", params(spec.params()));
        fields.put("enabled", String.valueOf(enabled));
        return fields;
    }

    /// The fields of a stored job; what cannot be read of it is as it stands in the row.
    public static Map<String, String> fields(Job job) {
        Map<String, String> fields = fields(job.spec(), job.enabled());
        job.flaws().forEach(flaw -> fields.put(flaw.field(), flaw.stored()));
        return fields;
    }

    /// The fields as one JSON object.
    public static String write(Job job) {
        return JSON.writeValueAsString(fields(job));
    }

    /// A job's parameters as the JSON array the schema keeps.
    public static String params(List<Param> params) {
        return JSON.writeValueAsString(params);
    }

    /// The inverse of [#params(List)].
    ///
    /// @throws IllegalArgumentException when the text is no such array, as one written by hand may be
    public static List<Param> params(String json) {
        // most jobs have none, and a list of ten thousand should not wait for a JSON library to say so
        if (json.equals("[]")) {
            return List.of();
        }
        try {
            return checked(JSON.readValue(json, PARAMS));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /// JSON says `null` and leaves things out where a parameter must not.
    private static List<Param> checked(@Nullable List<@Nullable Param> read) {
        if (read == null) {
            throw new IllegalArgumentException("null is no array of parameters");
        }
        List<Param> params = new ArrayList<>();
        for (Param param : read) {
            if (param == null || hasGaps(param)) {
                throw new IllegalArgumentException("A parameter has a name, a type and a value, not " + param);
            }
            params.add(param);
        }
        return params;
    }

    private static boolean hasGaps(Param param) {
        return Stream.<@Nullable Object>of(param.name(), param.type(), param.value())
                .anyMatch(Objects::isNull);
    }

    private static void trigger(Map<String, String> fields, Trigger trigger) {
        switch (trigger) {
            case Trigger.Cron cron -> {
                fields.put("trigger", "CRON " + cron.expression());
                fields.put("timeZone", cron.zone().getId());
            }
            case Trigger.OneTime once -> {
                fields.put("trigger", "ONE_TIME " + once.at());
                fields.put("timeZone", once.zone().getId());
            }
            case Trigger.FixedRate rate -> {
                fields.put("trigger", "FIXED_RATE " + rate.every() + " from " + rate.from());
                fields.put("timeZone", rate.zone().getId());
            }
            case Trigger.Event event -> {
                fields.put("trigger", "EVENT");
                fields.put("timeZone", "");
            }
        }
    }

    private static String zones(ZoneScope scope) {
        return switch (scope) {
            case ZoneScope.Shared shared -> shared.localFirst() ? "SHARED, LOCAL FIRST" : "SHARED";
            case ZoneScope.Each each -> "EACH";
            case ZoneScope.Named named -> String.join(",", named.zones());
        };
    }

    private static void work(Map<String, String> fields, WorkPlan work) {
        fields.put("steps", String.join(",", work.steps()));
        fields.put("shards", String.valueOf(work.shards()));
        fields.put("splits", String.join(",", work.splits()));
        fields.put("rate", String.valueOf(work.rate()));
        fields.put("addresses", String.join(",", work.addresses()));
    }

    /// How work is cut up, as the JSON object the schema keeps.
    public static String work(WorkPlan work) {
        return JSON.writeValueAsString(work);
    }

    /// The inverse of [#work(WorkPlan)].
    ///
    /// @throws IllegalArgumentException when the text is no such object, as one written by hand may be
    public static WorkPlan work(String json) {
        try {
            return Objects.requireNonNull(JSON.readValue(json, WorkPlan.class));
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("no plan of work: " + json, e);
        }
    }

    /// What a run keeps of its job, so that an edit meanwhile does not change what it does.
    public record Frozen(JobType type, String application, String target, WorkPlan work) {}

    /// What of a job a run keeps, as JSON.
    public static String freeze(JobSpec spec) {
        return JSON.writeValueAsString(new Frozen(spec.type(), spec.application(), spec.target(), spec.work()));
    }

    /// The inverse of [#freeze(JobSpec)].
    ///
    /// @throws IllegalArgumentException when the text is something else
    public static Frozen frozen(String json) {
        try {
            return Objects.requireNonNull(JSON.readValue(json, Frozen.class));
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("no frozen job: " + json, e);
        }
    }

    private static void policies(Map<String, String> fields, Policies policies) {
        fields.put("missed", policies.missed().name());
        fields.put("timeout", text(policies.timeout()));
        fields.put("onTimeout", policies.onTimeout().name());
        fields.put("retries", String.valueOf(policies.retries()));
        fields.put("backOff", text(policies.backOff()));
        fields.put("exclusive", String.valueOf(policies.exclusive()));
        fields.put("communication", policies.communication().name());
        fields.put("routing", policies.routing().name());
    }

    private static String text(@Nullable Instant instant) {
        return instant == null ? "" : instant.toString();
    }

    private static String text(Duration duration) {
        return duration.isZero() ? "" : duration.toString();
    }
}
