package io.quartermaster.app.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A duration as it is typed: a whole number and its unit. FX thread only.
final class TypedDuration {
    /// What it can be counted in.
    enum Unit {
        MILLIS(1),
        SECONDS(1_000),
        MINUTES(60_000),
        HOURS(3_600_000);

        private final long millis;

        Unit(long millis) {
            this.millis = millis;
        }
    }

    private static final int DIGITS = 9;

    final StringProperty amount = new SimpleStringProperty(this, "amount", "");
    final ObjectProperty<Unit> unit = new SimpleObjectProperty<>(this, "unit", Unit.SECONDS);

    List<Observable> observables() {
        return List.of(amount, unit);
    }

    /// Shows `duration` in the largest unit that loses nothing of it; zero as an empty field.
    void show(Duration duration) {
        long millis = duration.toMillis();
        Unit largest = Unit.MILLIS;
        for (Unit each : Unit.values()) {
            if (millis % each.millis == 0) {
                largest = each;
            }
        }
        unit.set(millis == 0 ? Unit.SECONDS : largest);
        amount.set(millis == 0 ? "" : Long.toString(millis / largest.millis));
    }

    /// What was typed, zero for an empty field; empty when it is not a whole number.
    Optional<Duration> read() {
        String text = amount.get().strip();
        if (text.isEmpty()) {
            return Optional.of(Duration.ZERO);
        }
        if (text.length() > DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Long.parseLong(text) * unit.get().millis));
    }
}
