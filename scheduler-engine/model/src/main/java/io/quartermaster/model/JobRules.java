package io.quartermaster.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a job must look like. Whether its trigger ever fires is the scheduler's to say, as it alone reads cron.
public final class JobRules {
    /// DOMAIN §1: an application's name is at most this many characters.
    public static final int APPLICATION_MAX = 50;
    /// What the schema holds.
    public static final int NAME_MAX = 128;

    private static final Pattern APPLICATION = Pattern.compile("[A-Za-z0-9_-]+");
    /// Commas, quotes and control characters stay out, so that a name can stand in a column of a log line.
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} _.:@#()+/-]*");

    /// A host by name or address, as its client says it.
    private static final Pattern ADDRESS = Pattern.compile("[\\p{L}\\p{N}.:_%-]{1,255}");

    /// Ten years and more are kept for ever in effect; a longer number is a slip of the hand.
    public static final int RETENTION_MAX_DAYS = 3650;

    private JobRules() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /// Everything that is wrong with `spec`, in the order of the form; empty when it may be saved.
    public static List<Violation> check(JobSpec spec) {
        List<Violation> found = new ArrayList<>();
        name(found, spec.name());
        text(found, "group", spec.group(), 64);
        text(found, "description", spec.description(), 1000);
        if (spec.type() == JobType.SIMPLE || spec.type() == JobType.CLUSTER) {
            application(found, spec.application());
        }
        if (spec.type() != JobType.TOPOLOGY) {
            required(found, "target", spec.target(), 128, NAME);
        }
        work(found, spec);
        params(found, spec.params());
        if (spec.zones() instanceof ZoneScope.Named named) {
            named.zones().stream()
                    .filter(zone -> !APPLICATION.matcher(zone).matches())
                    .forEach(zone -> found.add(Violation.of("zones", "zone.form", zone)));
        }
        Integer days = spec.retentionDays();
        if (days != null && (days < 1 || days > RETENTION_MAX_DAYS)) {
            found.add(Violation.of("retentionDays", "retention.range", RETENTION_MAX_DAYS));
        }
        return found;
    }

    private static void name(List<Violation> found, String name) {
        required(found, "name", name, NAME_MAX, NAME);
        if (!name.equals(name.strip())) {
            found.add(Violation.of("name", "blank.ends"));
        }
    }

    private static void application(List<Violation> found, String application) {
        required(found, "application", application, APPLICATION_MAX, APPLICATION);
    }

    private static void required(List<Violation> found, String field, String value, int max, Pattern form) {
        if (value.isBlank()) {
            found.add(Violation.of(field, "missing"));
        } else if (value.length() > max) {
            found.add(Violation.of(field, "too.long", max, value.length()));
        } else if (!form.matcher(value).matches()) {
            found.add(Violation.of(field, field + ".form"));
        }
    }

    private static void text(List<Violation> found, String field, String value, int max) {
        if (value.length() > max) {
            found.add(Violation.of(field, "too.long", max, value.length()));
        }
    }

    private static void work(List<Violation> found, JobSpec spec) {
        handlers(found, "steps", spec.work().steps());
        handlers(found, "splits", spec.work().splits());
        if (spec.policies().routing() == Policies.Routing.CHOSEN
                && spec.work().addresses().isEmpty()) {
            found.add(Violation.of("addresses", "missing"));
        }
        spec.work().addresses().stream()
                .filter(address -> !ADDRESS.matcher(address).matches())
                .forEach(address -> found.add(Violation.of("addresses", "addresses.form", address)));
    }

    private static void handlers(List<Violation> found, String field, List<String> handlers) {
        for (String handler : handlers) {
            if (handler.isBlank()) {
                found.add(Violation.of(field, "missing"));
            } else if (handler.length() > NAME_MAX) {
                found.add(Violation.of(field, "too.long", NAME_MAX, handler.length()));
            } else if (!isName(handler)) {
                found.add(Violation.of(field, "target.form"));
            }
        }
    }

    private static void params(List<Violation> found, List<Param> params) {
        Set<String> names = new HashSet<>();
        for (Param param : params) {
            if (!APPLICATION.matcher(param.name()).matches()) {
                found.add(Violation.of("params", "param.name", param.name()));
            } else if (!names.add(param.name())) {
                found.add(Violation.of("params", "param.twice", param.name()));
            }
            try {
                param.typed();
            } catch (IllegalArgumentException e) {
                found.add(Violation.of(
                        "params", "param.value", param.name(), param.type().name()));
            }
        }
    }
}
