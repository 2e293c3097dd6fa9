package io.quartermaster.app.platform;

import java.util.List;
import javafx.collections.ObservableList;

/// Brings a shown list into a new order with as little change as can be, so that selection and scroll survive.
public final class ListEdits {
    private ListEdits() {}

    /// Makes `target` hold `next`, the same objects in the same order. What both begin and end with is not touched, and
    /// when nothing differs nobody is told anything.
    ///
    /// @return whether anything changed
    public static <T> boolean replace(ObservableList<T> target, List<T> next) {
        int most = Math.min(target.size(), next.size());
        int head = 0;
        while (head < most && target.get(head) == next.get(head)) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && target.get(target.size() - 1 - tail) == next.get(next.size() - 1 - tail)) {
            tail++;
        }
        if (head == 0 && tail == 0 && !next.isEmpty()) {
            return target.setAll(next);
        }
        boolean changed = false;
        if (head + tail < target.size()) {
            target.remove(head, target.size() - tail);
            changed = true;
        }
        if (head + tail < next.size()) {
            target.addAll(head, List.copyOf(next.subList(head, next.size() - tail)));
            changed = true;
        }
        return changed;
    }
}
