package io.quartermaster.app.work;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// What can be done to a run of work that is cut up, each through the one gate and with a reason. FX thread only.
final class WorkActions {
    static final String PAUSE = "work.pause";
    static final String RESUME = "work.resume";
    static final String CANCEL = "work.cancel";
    static final String LIMIT = "work.limit";
    private static final int MOST = 999_999_999;

    private final Desk desk;
    private final Texts texts;
    private final WorkViewModel model;
    private final StringProperty limit = new SimpleStringProperty(this, "limit", "");
    private @Nullable Asked asked;

    /// What a person was asked about, so that nothing else is done when another run is shown meanwhile.
    private record Asked(Workspace in, Job job, RecordId record, int rate, @Nullable String reason) {}

    WorkActions(Desk desk, WorkViewModel model) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
    }

    /// The limit as it was typed.
    StringProperty limitProperty() {
        return limit;
    }

    void register() {
        add(PAUSE, "fth-pause", Command.Kind.PAUSE);
        add(RESUME, "fth-play", Command.Kind.RESUME);
        add(CANCEL, "fth-square", Command.Kind.CANCEL);
        desk.actions()
                .register(Action.of(LIMIT, LIMIT, "fth-sliders", () -> {
                            Asked what = Objects.requireNonNull(asked);
                            model.limit(what.in(), what.job(), what.rate(), what.reason());
                        })
                        .writing()
                        .disabledWhile(reason(this::whyNoLimit))
                        .confirmedBy(this::askLimit));
    }

    private void add(String id, String icon, Command.Kind kind) {
        desk.actions()
                .register(Action.of(id, id, icon, () -> {
                            Asked what = Objects.requireNonNull(asked);
                            model.ask(what.in(), what.job(), what.record(), kind, what.reason());
                        })
                        .writing()
                        .disabledWhile(reason(now -> whyNot(now, kind)))
                        .confirmedBy(() -> ask(id)));
    }

    private interface WhyNot {
        @Nullable
        String of(WorkSnapshot now);
    }

    private ObservableValue<@Nullable String> reason(WhyNot why) {
        return Bindings.createObjectBinding(
                () -> {
                    WorkSnapshot now = model.shownProperty().get();
                    if (now == null) {
                        return texts.get("work.why.none");
                    }
                    return now.job() == null ? texts.get("work.why.gone") : why.of(now);
                },
                model.shownProperty(),
                limit,
                texts.languageProperty());
    }

    private @Nullable String whyNot(WorkSnapshot now, Command.Kind kind) {
        RunStatus status = now.run().status();
        boolean fits =
                switch (kind) {
                    case PAUSE -> status == RunStatus.EXECUTING;
                    case RESUME -> status == RunStatus.PAUSED;
                    default -> status.running();
                };
        return fits ? null : texts.get("work.why.status", texts.get("records.status." + status.name()));
    }

    private @Nullable String whyNoLimit(WorkSnapshot now) {
        if (now.run().type() != JobType.CLUSTER) {
            return texts.get("work.why.simple");
        }
        int typed = typed();
        if (typed < 0) {
            return texts.get("jobs.rule.rate.form");
        }
        return typed == Objects.requireNonNull(now.job()).spec().work().rate() ? texts.get("work.why.same") : null;
    }

    /// Negative when it is no limit.
    private int typed() {
        String text = limit.get().strip();
        if (text.isEmpty()) {
            return 0;
        }
        boolean digits = text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Math.min(MOST, Integer.parseInt(text)) : -1;
    }

    private Confirm ask(String id) {
        Asked what = asked();
        String name = what.job().spec().name();
        return new Confirm(
                        texts.get(id + ".question", name),
                        texts.get(id + ".consequence"),
                        name + " #" + what.record(),
                        what.in().environment(),
                        texts.get(id))
                .askingWhy(reason -> asked = new Asked(what.in(), what.job(), what.record(), what.rate(), reason));
    }

    private Confirm askLimit() {
        Asked what = asked();
        String name = what.job().spec().name();
        int before = what.job().spec().work().rate();
        return new Confirm(
                        texts.get("work.limit.question", name),
                        texts.get("work.limit.consequence", rate(before), rate(what.rate())),
                        name,
                        what.in().environment(),
                        texts.get("work.limit"))
                .askingWhy(reason -> asked = new Asked(what.in(), what.job(), what.record(), what.rate(), reason));
    }

    private String rate(int rate) {
        return rate == 0 ? texts.get("work.rate.none") : texts.get("jobs.rate.value", rate);
    }

    private Asked asked() {
        WorkSnapshot now = Objects.requireNonNull(model.shownProperty().get());
        Asked what = new Asked(
                Objects.requireNonNull(model.workspace()),
                Objects.requireNonNull(now.job()),
                now.run().record(),
                Math.max(0, typed()),
                null);
        asked = what;
        return what;
    }
}
