package io.quartermaster.app.jobs;

import io.quartermaster.model.Trigger;

/// The kinds of trigger the form offers.
enum TriggerKind {
    CRON,
    ONE_TIME,
    FIXED_RATE,
    EVENT;

    static TriggerKind of(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Cron cron -> CRON;
            case Trigger.OneTime once -> ONE_TIME;
            case Trigger.FixedRate rate -> FIXED_RATE;
            case Trigger.Event event -> EVENT;
        };
    }
}
