package io.quartermaster.app.jobs;

import io.quartermaster.model.JobType;
import io.quartermaster.model.Violation;
import io.quartermaster.model.WorkPlan;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// How the work is cut up and who may take it, as it was typed. What another type of job knows stays here while a
/// person looks at this one, and is not saved. FX thread only, without a toolkit.
final class WorkForm {
    /// SIMPLE: what is called after the target, in order.
    final ObservableList<HandlerLine> steps = lines();
    /// CLUSTER: what splits, in order.
    final ObservableList<HandlerLine> splits = lines();
    final StringProperty shards = new SimpleStringProperty(this, "shards", "");
    final StringProperty rate = new SimpleStringProperty(this, "rate", "");
    final StringProperty addresses = new SimpleStringProperty(this, "addresses", "");

    void show(WorkPlan plan) {
        steps.setAll(plan.steps().stream().map(HandlerLine::new).toList());
        splits.setAll(plan.splits().stream().map(HandlerLine::new).toList());
        shards.set(plan.shards() == 1 ? "" : Integer.toString(plan.shards()));
        rate.set(plan.rate() == 0 ? "" : Integer.toString(plan.rate()));
        addresses.set(String.join(", ", plan.addresses()));
    }

    /// Moves a line up (-1) or down (1); one at the end stays.
    void move(ObservableList<HandlerLine> lines, int index, int by) {
        int to = index + by;
        if (to >= 0 && to < lines.size()) {
            // in one change, so that the lines are drawn once
            List<HandlerLine> moved = new java.util.ArrayList<>(lines);
            Collections.swap(moved, index, to);
            lines.setAll(moved);
        }
    }

    /// What is said of a job of `type`; `refuse` hears of what cannot be read.
    WorkPlan read(JobType type, Consumer<Violation> refuse) {
        return switch (type) {
            case SIMPLE -> new WorkPlan(names(steps), readShards(refuse), List.of(), 0, readAddresses());
            case CLUSTER -> new WorkPlan(List.of(), 1, names(splits), readRate(refuse), readAddresses());
            case MESSAGE, TOPOLOGY -> WorkPlan.WHOLE;
        };
    }

    private int readShards(Consumer<Violation> refuse) {
        String text = shards.get().strip();
        if (text.isEmpty()) {
            return 1;
        }
        int read = number(text);
        if (read < 1 || read > WorkPlan.SHARDS_MAX) {
            refuse.accept(Violation.of("shards", "shards.range", WorkPlan.SHARDS_MAX));
            return 1;
        }
        return read;
    }

    private int readRate(Consumer<Violation> refuse) {
        String text = rate.get().strip();
        int read = text.isEmpty() ? 0 : number(text);
        if (read < 0) {
            refuse.accept(Violation.of("rate", "rate.form"));
            return 0;
        }
        return read;
    }

    private List<String> readAddresses() {
        return Arrays.stream(addresses.get().split(JobForm.SEPARATORS, -1))
                .filter(each -> !each.isBlank())
                .distinct()
                .toList();
    }

    /// Negative when it is no number that fits.
    static int number(String text) {
        boolean digits = text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && !text.isEmpty() ? Integer.parseInt(text) : -1;
    }

    private static List<String> names(List<HandlerLine> lines) {
        return lines.stream().map(each -> each.name.get().strip()).toList();
    }

    List<Observable> observables() {
        return List.of(steps, splits, shards, rate, addresses);
    }

    /// What stands in the fields that may be unreadable.
    List<Object> asTyped() {
        return List.of(shards.get(), rate.get(), addresses.get());
    }

    private static ObservableList<HandlerLine> lines() {
        return FXCollections.observableArrayList(line -> new Observable[] {line.name});
    }
}
