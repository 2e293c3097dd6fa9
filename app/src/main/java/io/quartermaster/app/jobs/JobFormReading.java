package io.quartermaster.app.jobs;

import io.quartermaster.model.JobRules;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.Violation;
import io.quartermaster.model.Window;
import io.quartermaster.model.ZoneScope;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A job made of what stands in the form, with everything that is wrong with it. Immutable.
///
/// @param spec    what was typed, with a harmless value where something cannot be read
/// @param refused what is wrong, in the order of the form; empty when [#spec] is what was meant
record JobFormReading(JobSpec spec, List<Violation> refused) {

    static JobFormReading of(JobForm form) {
        return new Reader(form).read();
    }

    /// Whether the trigger can be computed.
    boolean timesReadable() {
        return refused.stream().noneMatch(each -> List.of(
                        "trigger", "timeZone", "onceAt", "every", "rateFrom", "effectiveFrom", "expires")
                .contains(each.field()));
    }

    /// One reading of the fields, from top to bottom.
    private static final class Reader {
        private final JobForm form;
        private final List<Violation> refused = new ArrayList<>();

        Reader(JobForm form) {
            this.form = form;
        }

        JobFormReading read() {
            ZoneId zone = zone();
            Trigger trigger = trigger(zone);
            Window window = window(zone);
            ZoneScope zones = zones();
            Policies policies = policies();
            JobType type = form.type.get();
            JobSpec spec = new JobSpec(
                    form.instance,
                    form.name.get(),
                    form.group.get().strip(),
                    form.description.get().strip(),
                    type,
                    type == JobType.SIMPLE || type == JobType.CLUSTER
                            ? form.application.get().strip()
                            : "",
                    type == JobType.TOPOLOGY ? "" : form.target.get().strip(),
                    trigger,
                    window,
                    zones,
                    policies,
                    form.params.stream().map(ParamRow::param).toList(),
                    calendar(),
                    retentionDays(),
                    form.work.read(type, refused::add));
            List<Violation> all = new ArrayList<>(JobRules.check(spec));
            all.addAll(refused);
            return new JobFormReading(spec, List.copyOf(all));
        }

        private ZoneId zone() {
            try {
                return ZoneId.of(form.timeZone.get().strip());
            } catch (DateTimeException e) {
                if (form.kind.get() != TriggerKind.EVENT) {
                    refuse("timeZone", "time.zone", form.timeZone.get().strip());
                }
                return ZoneId.of("UTC");
            }
        }

        private Trigger trigger(ZoneId zone) {
            return switch (form.kind.get()) {
                case CRON -> cron(zone);
                case ONE_TIME ->
                    new Trigger.OneTime(
                            required("onceAt", form.onceAt.get(), zone).orElse(Instant.EPOCH), zone);
                case FIXED_RATE -> rate(zone);
                case EVENT -> new Trigger.Event();
            };
        }

        private Trigger cron(ZoneId zone) {
            String expression = form.cron.get().strip();
            if (expression.isEmpty()) {
                refuse("trigger", "missing");
            }
            return new Trigger.Cron(expression, zone);
        }

        private Trigger rate(ZoneId zone) {
            Duration every = duration("every", form.every);
            if (every.compareTo(Duration.ofSeconds(1)) < 0) {
                if (refused.stream().noneMatch(each -> each.field().equals("every"))) {
                    refuse("every", "rate.short");
                }
                every = Duration.ofSeconds(1);
            }
            Instant from = required("rateFrom", form.rateFrom.get(), zone).orElse(Instant.EPOCH);
            return new Trigger.FixedRate(from, every, zone);
        }

        private Window window(ZoneId zone) {
            Instant from = optional("effectiveFrom", form.effectiveFrom.get(), zone);
            Instant until = optional("expires", form.expires.get(), zone);
            if (from != null && until != null && !from.isBefore(until)) {
                refuse("expires", "window.order");
                return Window.ALWAYS;
            }
            return new Window(from, until);
        }

        private ZoneScope zones() {
            return switch (form.zoneChoice.get()) {
                case ANY -> new ZoneScope.Shared();
                case OWN_FIRST -> new ZoneScope.Shared(true);
                case EACH -> new ZoneScope.Each();
                case NAMED -> named();
            };
        }

        private ZoneScope named() {
            List<String> names = Arrays.stream(form.zones.get().split(JobForm.SEPARATORS, -1))
                    .filter(each -> !each.isBlank())
                    .distinct()
                    .toList();
            if (names.isEmpty()) {
                refuse("zones", "missing");
                return new ZoneScope.Shared();
            }
            return new ZoneScope.Named(names);
        }

        private Policies policies() {
            Duration timeout = duration("timeout", form.timeout);
            Duration backOff = duration("backOff", form.backOff);
            return new Policies(
                    form.missed.get(),
                    timeout,
                    form.onTimeout.get(),
                    retries(),
                    backOff,
                    form.exclusive.get(),
                    form.communication.get(),
                    form.routing.get());
        }

        private int retries() {
            String text = form.retries.get().strip();
            if (text.isEmpty()) {
                return 0;
            }
            if (text.length() > 3
                    || !text.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(text) > 100) {
                refuse("retries", "retries.range");
                return 0;
            }
            return Integer.parseInt(text);
        }

        /// An event job is due on no day, so it names no calendar.
        private @Nullable String calendar() {
            String name = form.calendar.get();
            return form.kind.get() == TriggerKind.EVENT || name.isEmpty() ? null : name;
        }

        private @Nullable Integer retentionDays() {
            String text = form.retentionDays.get().strip();
            if (text.isEmpty()) {
                return null;
            }
            if (text.length() > 4 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                refuse("retentionDays", "retention.range", JobRules.RETENTION_MAX_DAYS);
                return null;
            }
            return Integer.valueOf(text);
        }

        private Duration duration(String field, TypedDuration typed) {
            Optional<Duration> read = typed.read();
            if (read.isEmpty()) {
                refuse(field, "number.form");
            }
            return read.orElse(Duration.ZERO);
        }

        private Optional<Instant> required(String field, String text, ZoneId zone) {
            if (text.isBlank()) {
                refuse(field, "missing");
                return Optional.empty();
            }
            return Optional.ofNullable(optional(field, text, zone));
        }

        private @Nullable Instant optional(String field, String text, ZoneId zone) {
            if (text.isBlank()) {
                return null;
            }
            Optional<Instant> read = TypedTime.read(text, zone);
            if (read.isEmpty()) {
                refuse(field, "time.form");
            }
            return read.orElse(null);
        }

        private void refuse(String field, String rule, Object... args) {
            refused.add(Violation.of(field, rule, args));
        }
    }
}
