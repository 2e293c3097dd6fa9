package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.topology.Problem;
import io.quartermaster.store.SaveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// Makes a job fit to be a member: fired by its topology only, and reporting what came of it. It is the usual save of
/// the
/// job, in the audit like any other. FX thread only.
final class Mending {
    static final String MEND = "topologies.mend";

    private final Desk desk;
    private final Texts texts;
    private final EditorViewModel model;
    private final ObservableValue<@Nullable Member> selected;

    /// @param selected in the palette
    Mending(Desk desk, EditorViewModel model, ObservableValue<@Nullable Member> selected) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.selected = selected;
    }

    Action action(ActionSet actions) {
        return actions.action(MEND, "fth-tool", this::mend, this::whyNot)
                .writing()
                .confirmedBy(this::ask);
    }

    /// Whether a save of the job would make it fit.
    static boolean possible(Member member) {
        return member.why() == Problem.Kind.MEMBER_TRIGGER || member.why() == Problem.Kind.MEMBER_ONEWAY;
    }

    /// The job as a member has to be.
    static JobSpec mended(JobSpec spec) {
        Policies was = spec.policies();
        return spec.withTrigger(new Trigger.Event())
                .withPolicies(new Policies(
                        was.missed(),
                        was.timeout(),
                        was.onTimeout(),
                        was.retries(),
                        was.backOff(),
                        was.exclusive(),
                        Policies.Communication.CALLBACK,
                        was.routing()));
    }

    private @Nullable String whyNot() {
        Member member = selected.getValue();
        if (member == null) {
            return texts.get("topologies.why.member");
        }
        if (!member.job().sound()) {
            return texts.get("topologies.why.mend.flawed", member.name());
        }
        return possible(member) ? null : texts.get("topologies.why.mend", member.name());
    }

    private Confirm ask() {
        Job job = Objects.requireNonNull(selected.getValue()).job();
        List<String> consequences = new ArrayList<>();
        if (job.spec().trigger().timed()) {
            consequences.add(
                    texts.get("topologies.mend.trigger", firing(job.spec().trigger())));
        }
        if (job.spec().policies().communication() == Policies.Communication.ONEWAY) {
            consequences.add(texts.get("topologies.mend.oneway"));
        }
        return new Confirm(
                texts.get("topologies.mend.question", job.spec().name()),
                String.join(" ", consequences),
                job.spec().name(),
                model.workspace().environment(),
                texts.get(MEND));
    }

    private String firing(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Cron cron -> cron.expression();
            case Trigger.OneTime once ->
                texts.get("topologies.trigger.once", desk.times().seconds(once.at(), once.zone()));
            case Trigger.FixedRate rate ->
                texts.get("topologies.trigger.rate", desk.times().duration(rate.every()));
            case Trigger.Event event -> texts.get("topologies.trigger.event");
        };
    }

    private void mend() {
        Job job = Objects.requireNonNull(selected.getValue()).job();
        String name = job.spec().name();
        desk.tasks()
                .run(texts.live("topologies.task.mend", name), () -> model.workspace()
                        .database()
                        .jobs()
                        .update(
                                job.id(),
                                job.version(),
                                mended(job.spec()),
                                job.enabled(),
                                model.workspace().actor()))
                .onDone(result -> {
                    boolean saved = result instanceof SaveResult.Saved;
                    model.toast(saved ? "topologies.mended" : "topologies.mend.refused", name);
                    model.refresh();
                })
                .onFailed(why -> model.toast("topologies.mend.refused", name));
    }
}
