package io.quartermaster.app.jobs;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobJson;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.Window;
import io.quartermaster.model.WorkPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Two saves from one version: what it was, what is in the form, and what somebody else saved. Immutable.
///
/// @param base   what the form was opened with
/// @param theirs what is stored now
record JobConflict(Job base, JobSpec yours, boolean yoursEnabled, Job theirs) {

    /// One field in the three versions, as the audit writes it.
    record Field(String key, String base, String yours, String theirs) {
        boolean changedByYou() {
            return !base.equals(yours);
        }

        boolean changedByThem() {
            return !base.equals(theirs);
        }

        /// Both changed it, and not to the same.
        boolean clashes() {
            return changedByYou() && changedByThem() && !yours.equals(theirs);
        }

        boolean differs() {
            return changedByYou() || changedByThem();
        }
    }

    /// Every field in the order of the form.
    List<Field> fields() {
        Map<String, String> was = JobJson.fields(base);
        Map<String, String> mine = JobJson.fields(yours, yoursEnabled);
        Map<String, String> stored = JobJson.fields(theirs);
        List<Field> fields = new ArrayList<>();
        was.forEach((key, value) ->
                fields.add(new Field(key, value, mine.getOrDefault(key, ""), stored.getOrDefault(key, ""))));
        return fields;
    }

    /// Their version with your changes on top: where both changed a field, yours stands.
    JobSpec rebased() {
        JobSpec was = base.spec();
        JobSpec stored = theirs.spec();
        Pick pick = new Pick(was, yours, stored);
        return new JobSpec(
                stored.instance(),
                pick.of(JobSpec::name),
                pick.of(JobSpec::group),
                pick.of(JobSpec::description),
                pick.of(JobSpec::type),
                pick.of(JobSpec::application),
                pick.of(JobSpec::target),
                trigger(was.trigger(), yours.trigger(), stored.trigger()),
                window(pick),
                pick.of(JobSpec::zones),
                policies(pick),
                pick.of(JobSpec::params),
                pick.ofNullable(JobSpec::calendar),
                pick.ofNullable(JobSpec::retentionDays),
                work(pick));
    }

    boolean rebasedEnabled() {
        return base.enabled() == yoursEnabled ? theirs.enabled() : yoursEnabled;
    }

    /// A cron expression and its time zone are two fields; every other trigger is one.
    private static Trigger trigger(Trigger was, Trigger mine, Trigger stored) {
        if (was instanceof Trigger.Cron a && mine instanceof Trigger.Cron b && stored instanceof Trigger.Cron c) {
            String expression = a.expression().equals(b.expression()) ? c.expression() : b.expression();
            ZoneId zone = a.zone().equals(b.zone()) ? c.zone() : b.zone();
            return new Trigger.Cron(expression, zone);
        }
        return was.equals(mine) ? stored : mine;
    }

    private static Window window(Pick pick) {
        Instant from = pick.ofNullable(spec -> spec.window().from());
        Instant until = pick.ofNullable(spec -> spec.window().until());
        // two halves that do not fit each other: keep the pair that was typed, the person sees it in the form
        return from != null && until != null && !from.isBefore(until) ? pick.mine.window() : new Window(from, until);
    }

    private static Policies policies(Pick pick) {
        return new Policies(
                pick.of(spec -> spec.policies().missed()),
                pick.of(spec -> spec.policies().timeout()),
                pick.of(spec -> spec.policies().onTimeout()),
                pick.of(spec -> spec.policies().retries()),
                pick.of(spec -> spec.policies().backOff()),
                pick.of(spec -> spec.policies().exclusive()),
                pick.of(spec -> spec.policies().communication()),
                pick.of(spec -> spec.policies().routing()));
    }

    private static WorkPlan work(Pick pick) {
        return new WorkPlan(
                pick.of(spec -> spec.work().steps()),
                pick.of(spec -> spec.work().shards()),
                pick.of(spec -> spec.work().splits()),
                pick.of(spec -> spec.work().rate()),
                pick.of(spec -> spec.work().addresses()));
    }

    /// Takes yours where you changed it, else theirs.
    private record Pick(JobSpec was, JobSpec mine, JobSpec stored) {
        <T> T of(Function<JobSpec, T> field) {
            T my = field.apply(mine);
            return Objects.equals(field.apply(was), my) ? field.apply(stored) : my;
        }

        <T> @Nullable T ofNullable(Function<JobSpec, @Nullable T> field) {
            T my = field.apply(mine);
            return Objects.equals(field.apply(was), my) ? field.apply(stored) : my;
        }
    }
}
