package io.quartermaster.app.diagnosis;

import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a record says went wrong, as far as the guide knows how to look into it. The texts are those that runbooks
/// search for.
public enum Symptom {
    NO_TARGET("no targets? was found"),
    NO_ZONES("no available target zones was found"),
    NONE_IN_ZONE("no available targets was found in zone"),
    ZONE_NULL("target zone is null"),
    WRONG_KIND("type of handler .+ is not "),
    NO_CONNECTION("no available connection"),
    REMOTE_OFF("remote execute is disabled"),
    BROKER_REJECTS("MsgBroker Server rejects the message type"),
    TIMEOUT("");

    private final Pattern text;

    Symptom(String text) {
        this.text = Pattern.compile(text);
    }

    /// Empty when the record did not fail, or of something the checks know nothing of.
    public static Optional<Symptom> of(TriggerRecord record) {
        return of(record.status(), record.error());
    }

    static Optional<Symptom> of(RunStatus status, @Nullable String error) {
        if (status == RunStatus.TIMEOUT) {
            return Optional.of(TIMEOUT);
        }
        if (error == null || status == RunStatus.SUCCEED) {
            return Optional.empty();
        }
        for (Symptom each : values()) {
            if (each != TIMEOUT && each.text.matcher(error).find()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
