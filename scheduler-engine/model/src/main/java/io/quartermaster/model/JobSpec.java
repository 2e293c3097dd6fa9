package io.quartermaster.model;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an operator says of a job: everything on the form. Immutable; [JobRules] tells what is wrong with one.
///
/// @param name unique within the instance
/// @param application the client application that runs it (empty for a message job)
/// @param target the handler's name, or the event code of a message job
/// @param group for people only, may be empty
/// @param calendar the name of the [Calendar] whose excluded days are left out, null for none
/// @param retentionDays how many days its closed records are kept, null for as long as the server keeps others
/// @param work how the work of a firing is cut up, and who may take it
public record JobSpec(
        InstanceId instance,
        String name,
        String group,
        String description,
        JobType type,
        String application,
        String target,
        Trigger trigger,
        Window window,
        ZoneScope zones,
        Policies policies,
        List<Param> params,
        @Nullable String calendar,
        @Nullable Integer retentionDays,
        WorkPlan work) {

    public JobSpec {
        params = List.copyOf(params);
    }

    /// A job whose work is not cut up.
    public JobSpec(
            InstanceId instance,
            String name,
            String group,
            String description,
            JobType type,
            String application,
            String target,
            Trigger trigger,
            Window window,
            ZoneScope zones,
            Policies policies,
            List<Param> params,
            @Nullable String calendar,
            @Nullable Integer retentionDays) {
        this(
                instance,
                name,
                group,
                description,
                type,
                application,
                target,
                trigger,
                window,
                zones,
                policies,
                params,
                calendar,
                retentionDays,
                WorkPlan.WHOLE);
    }

    /// A simple job in the default policies, to start a form from.
    public static JobSpec blank(InstanceId instance) {
        return new JobSpec(
                instance,
                "",
                "",
                "",
                JobType.SIMPLE,
                "",
                "",
                new Trigger.Event(),
                Window.ALWAYS,
                new ZoneScope.Shared(),
                Policies.DEFAULT,
                List.of(),
                null,
                null);
    }

    public JobSpec withName(String newName) {
        return new JobSpec(
                instance,
                newName,
                group,
                description,
                type,
                application,
                target,
                trigger,
                window,
                zones,
                policies,
                params,
                calendar,
                retentionDays,
                work);
    }

    public JobSpec withTrigger(Trigger newTrigger) {
        return new JobSpec(
                instance,
                name,
                group,
                description,
                type,
                application,
                target,
                newTrigger,
                window,
                zones,
                policies,
                params,
                calendar,
                retentionDays,
                work);
    }

    public JobSpec withTarget(JobType newType, String newApplication, String newTarget) {
        return new JobSpec(
                instance,
                name,
                group,
                description,
                newType,
                newApplication,
                newTarget,
                trigger,
                window,
                zones,
                policies,
                params,
                calendar,
                retentionDays,
                work);
    }

    public JobSpec withPolicies(Policies newPolicies) {
        return new JobSpec(
                instance,
                name,
                group,
                description,
                type,
                application,
                target,
                trigger,
                window,
                zones,
                newPolicies,
                params,
                calendar,
                retentionDays,
                work);
    }

    public JobSpec withZones(ZoneScope newZones) {
        return new JobSpec(
                instance,
                name,
                group,
                description,
                type,
                application,
                target,
                trigger,
                window,
                newZones,
                policies,
                params,
                calendar,
                retentionDays,
                work);
    }

    public JobSpec withParams(List<Param> newParams) {
        return new JobSpec(
                instance,
                name,
                group,
                description,
                type,
                application,
                target,
                trigger,
                window,
                zones,
                policies,
                newParams,
                calendar,
                retentionDays,
                work);
    }

    public JobSpec withWindow(Window newWindow) {
        return new JobSpec(
                instance,
                name,
                group,
                description,
                type,
                application,
                target,
                trigger,
                newWindow,
                zones,
                policies,
                params,
                calendar,
                retentionDays,
                work);
    }

    public JobSpec withCalendar(@Nullable String newCalendar) {
        return new JobSpec(
                instance,
                name,
                group,
                description,
                type,
                application,
                target,
                trigger,
                window,
                zones,
                policies,
                params,
                newCalendar,
                retentionDays,
                work);
    }

    public JobSpec withRetentionDays(@Nullable Integer newRetentionDays) {
        return new JobSpec(
                instance,
                name,
                group,
                description,
                type,
                application,
                target,
                trigger,
                window,
                zones,
                policies,
                params,
                calendar,
                newRetentionDays,
                work);
    }

    public JobSpec withWork(WorkPlan newWork) {
        return new JobSpec(
                instance,
                name,
                group,
                description,
                type,
                application,
                target,
                trigger,
                window,
                zones,
                policies,
                params,
                calendar,
                retentionDays,
                newWork);
    }

    /// Whether a firing is cut up into pieces: the chunks of a cluster job, shards, steps, or one piece a zone.
    public boolean isCutUp() {
        return type == JobType.CLUSTER
                || (type == JobType.SIMPLE
                        && (work.shards() > 1 || !work.steps().isEmpty() || zones instanceof ZoneScope.Each));
    }

    /// The zone in which this job's times are read and written; null for an event job.
    public @Nullable ZoneId timeZone() {
        return trigger.timeZone();
    }
}
