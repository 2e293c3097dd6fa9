package io.quartermaster.app.jobs;

import io.quartermaster.model.Flaw;
import io.quartermaster.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that keeps the job in the form from being saved. FX thread only, without a toolkit.
final class Objections {
    private List<Flaw> flaws;
    private @Nullable String takenName;

    /// @param flaws what could not be read of the stored job
    Objections(List<Flaw> flaws) {
        this.flaws = flaws;
    }

    List<Flaw> flaws() {
        return flaws;
    }

    void unreadable(List<Flaw> now) {
        flaws = now;
    }

    /// Another job has the name.
    void taken(String name) {
        takenName = name;
    }

    /// In the order of the form.
    ///
    /// @param never why the trigger should not be saved, as far as is known
    List<Violation> all(JobFormReading reading, Optional<Violation> never) {
        List<Violation> all = new ArrayList<>(reading.refused());
        flaws.forEach(flaw -> all.add(Violation.of(flaw.field(), "unreadable")));
        never.ifPresent(all::add);
        if (reading.spec().name().equals(takenName)) {
            all.addFirst(Violation.of("name", "name.taken", reading.spec().name()));
        }
        return List.copyOf(all);
    }
}
