package io.quartermaster.app.jobs;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.ZoneScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What stands in the fields of the form, as it was typed, valid or not. FX thread only, without a toolkit.
///
/// [JobFormReading] makes a job of it.
final class JobForm {
    /// Zone names and other short lists are typed with these between them.
    static final String SEPARATORS = "[,，、;；\\s]+";

    final InstanceId instance;
    final StringProperty name = text("name");
    final StringProperty group = text("group");
    final StringProperty description = text("description");
    final ObjectProperty<JobType> type = new SimpleObjectProperty<>(this, "type", JobType.SIMPLE);
    final StringProperty application = text("application");
    final StringProperty target = text("target");

    final ObjectProperty<TriggerKind> kind = new SimpleObjectProperty<>(this, "kind", TriggerKind.CRON);
    final StringProperty cron = text("cron");
    final StringProperty timeZone = text("timeZone");
    final StringProperty onceAt = text("onceAt");
    final TypedDuration every = new TypedDuration();
    final StringProperty rateFrom = text("rateFrom");
    final StringProperty effectiveFrom = text("effectiveFrom");
    final StringProperty expires = text("expires");
    /// A calendar's name, empty for none.
    final StringProperty calendar = text("calendar");

    final WorkForm work = new WorkForm();
    final ObjectProperty<ZoneChoice> zoneChoice = choice(ZoneChoice.ANY);
    final StringProperty zones = text("zones");
    final ObjectProperty<Policies.Communication> communication = choice(Policies.DEFAULT.communication());
    final ObjectProperty<Policies.Routing> routing = choice(Policies.DEFAULT.routing());
    final ObjectProperty<Policies.Missed> missed = choice(Policies.DEFAULT.missed());
    final BooleanProperty exclusive = new SimpleBooleanProperty(this, "exclusive");
    final TypedDuration timeout = new TypedDuration();
    final ObjectProperty<Policies.OnTimeout> onTimeout = choice(Policies.DEFAULT.onTimeout());
    final StringProperty retries = text("retries");
    final TypedDuration backOff = new TypedDuration();
    final StringProperty retentionDays = text("retentionDays");
    final ObservableList<ParamRow> params =
            FXCollections.observableArrayList(row -> new Observable[] {row.name, row.type, row.value});
    final BooleanProperty enabled = new SimpleBooleanProperty(this, "enabled", true);

    private final ZoneId system;

    /// @param system the time zone of a job that has none yet
    JobForm(InstanceId instance, ZoneId system) {
        this.instance = instance;
        this.system = system;
        timeZone.set(system.getId());
    }

    /// Fills the fields from a job.
    void show(JobSpec spec, boolean isEnabled) {
        name.set(spec.name());
        group.set(spec.group());
        description.set(spec.description());
        type.set(spec.type());
        application.set(spec.application());
        target.set(spec.target());
        ZoneId zone = spec.timeZone() == null ? system : spec.timeZone();
        timeZone.set(zone.getId());
        showTrigger(spec.trigger());
        effectiveFrom.set(written(spec.window().from(), zone));
        expires.set(written(spec.window().until(), zone));
        calendar.set(Objects.requireNonNullElse(spec.calendar(), ""));
        retentionDays.set(
                spec.retentionDays() == null ? "" : spec.retentionDays().toString());
        zoneChoice.set(ZoneChoice.of(spec.zones()));
        zones.set(spec.zones() instanceof ZoneScope.Named named ? String.join(", ", named.zones()) : "");
        showPolicies(spec.policies());
        work.show(spec.work());
        params.setAll(spec.params().stream().map(ParamRow::new).toList());
        enabled.set(isEnabled);
    }

    /// A rate is counted from now on, as long as nobody says otherwise.
    void countFrom(Instant now, ZoneId zone) {
        if (rateFrom.get().isBlank()) {
            rateFrom.set(TypedTime.write(now.truncatedTo(ChronoUnit.MINUTES), zone));
        }
    }

    private void showTrigger(Trigger trigger) {
        kind.set(TriggerKind.of(trigger));
        cron.set("");
        onceAt.set("");
        rateFrom.set("");
        every.show(Duration.ZERO);
        switch (trigger) {
            case Trigger.Cron each -> cron.set(each.expression());
            case Trigger.OneTime once -> onceAt.set(TypedTime.write(once.at(), once.zone()));
            case Trigger.FixedRate rate -> {
                every.show(rate.every());
                rateFrom.set(TypedTime.write(rate.from(), rate.zone()));
            }
            case Trigger.Event event -> {}
        }
    }

    private void showPolicies(Policies policies) {
        communication.set(policies.communication());
        routing.set(policies.routing());
        missed.set(policies.missed());
        exclusive.set(policies.exclusive());
        timeout.show(policies.timeout());
        onTimeout.set(policies.onTimeout());
        retries.set(Integer.toString(policies.retries()));
        backOff.show(policies.backOff());
    }

    /// Everything whose change changes the job.
    List<Observable> observables() {
        List<Observable> all = new ArrayList<>(List.<Observable>of(
                name,
                group,
                description,
                type,
                application,
                target,
                kind,
                cron,
                timeZone,
                onceAt,
                rateFrom,
                effectiveFrom,
                expires,
                calendar,
                retentionDays));
        all.addAll(List.of(
                zoneChoice, zones, communication, routing, missed, exclusive, onTimeout, retries, params, enabled));
        all.addAll(work.observables());
        all.addAll(every.observables());
        all.addAll(timeout.observables());
        all.addAll(backOff.observables());
        return all;
    }

    private static String written(@org.jspecify.annotations.Nullable Instant instant, ZoneId zone) {
        return instant == null ? "" : TypedTime.write(instant, zone);
    }

    private StringProperty text(String field) {
        return new SimpleStringProperty(this, field, "");
    }

    private <T> ObjectProperty<T> choice(T start) {
        return new SimpleObjectProperty<>(this, "", start);
    }

    /// What stands in the fields, for telling an unreadable form that was touched from one that was not.
    List<Object> asTyped() {
        List<Object> all = new ArrayList<>(List.<Object>of(
                cron.get(),
                timeZone.get(),
                onceAt.get(),
                rateFrom.get(),
                every.amount.get(),
                effectiveFrom.get(),
                expires.get(),
                zones.get(),
                timeout.amount.get(),
                backOff.amount.get(),
                retries.get(),
                retentionDays.get()));
        all.addAll(work.asTyped());
        return List.copyOf(all);
    }
}
