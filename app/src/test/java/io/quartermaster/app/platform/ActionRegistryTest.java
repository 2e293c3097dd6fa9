package io.quartermaster.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.app.testing.AnsweringDialogs;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActionRegistryTest {
    private static final Confirm QUESTION =
            new Confirm("Delete settle-eod?", "Its records stay.", "settle-eod", Environment.PROD, "Delete");

    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private final Toasts toasts = new Toasts();
    private final ActionRegistry registry = new ActionRegistry(new Texts(Language.ENGLISH), dialogs, toasts);
    private final List<String> ran = new ArrayList<>();
    private final Action write = Action.of("jobs.save", "platform.retry", "fth-save", () -> ran.add("save"))
            .writing();

    @Test
    void aReadOnlyConnectionBlocksEveryWritingActionWithItsReason() {
        registry.register(write);
        registry.register(Action.of("jobs.look", "platform.retry", "fth-eye", () -> ran.add("look")));
        registry.writesBlockedProperty().set("read-only");
        registry.run("jobs.save");
        registry.run("jobs.look");
        assertThat(ran).containsExactly("look");
        assertThat(registry.reason("jobs.save").getValue()).isEqualTo("read-only");
        assertThat(toasts.showing()).extracting(Toast::text).containsExactly("read-only");
    }

    @Test
    void theGateOpensAgain() {
        registry.register(write);
        registry.writesBlockedProperty().set("read-only");
        registry.writesBlockedProperty().set(null);
        registry.run("jobs.save");
        assertThat(ran).containsExactly("save");
    }

    @Test
    void anActionsOwnReasonBlocksIt() {
        SimpleObjectProperty<@Nullable String> reason = new SimpleObjectProperty<>("select a job first");
        registry.register(write.disabledWhile(reason));
        registry.run("jobs.save");
        assertThat(ran).isEmpty();
        reason.set(null);
        registry.run("jobs.save");
        assertThat(ran).containsExactly("save");
    }

    @Test
    void aDestructiveActionAsksFirst() {
        registry.register(write.confirmedBy(() -> QUESTION));
        dialogs.sayNo();
        registry.run("jobs.save");
        assertThat(dialogs.asked()).containsExactly(QUESTION);
        assertThat(ran).isEmpty();
    }

    @Test
    void aConfirmedDestructiveActionRuns() {
        registry.register(write.confirmedBy(() -> QUESTION));
        registry.run("jobs.save");
        assertThat(ran).containsExactly("save");
    }

    @Test
    void twoActionsCannotShareAnId() {
        registry.register(write);
        assertThatThrownBy(() -> registry.register(write)).isInstanceOf(IllegalArgumentException.class);
        registry.unregister(write.id());
        registry.register(write);
        assertThat(registry.actions()).containsExactly(write);
    }
}
