package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that will happen by itself at an instant of the virtual clock. Immutable.
public sealed interface Due {
    /// Of several at one instant the one that came first in the recorded run, then what was not recorded.
    Comparator<Due> ORDER =
            Comparator.comparing(Due::at).thenComparingLong(Due::order).thenComparing(Due::name);

    Instant at();

    /// The same at another instant.
    Due moved(Instant other);

    /// The line of the recorded log it came with, [#UNRECORDED] for none.
    long order();

    String name();

    long UNRECORDED = Long.MAX_VALUE;

    /// A node's work is answered.
    ///
    /// @param read  the versions of the values the writer knew, empty for those it was given when it began
    /// @param again after how long the work is tried again should it have failed, null for not at all
    record Result(Turn turn, Told told, Map<String, Integer> read, @Nullable Duration again, Instant at, long order)
            implements Due {
        @Override
        public Due moved(Instant other) {
            return new Result(turn, told, read, again, other, order);
        }

        @Override
        public String name() {
            return turn.node().toString();
        }

        boolean asRecorded() {
            return order != UNRECORDED;
        }
    }

    /// A wait is over.
    record Wake(NodeKey node, Instant at, long order) implements Due {
        @Override
        public Due moved(Instant other) {
            return new Wake(node, other, order);
        }

        @Override
        public String name() {
            return node.toString();
        }
    }

    /// A person does again what was done to the recorded run.
    ///
    /// @param index among the deeds of the recording
    record Deed(int index, Input input, Instant at, long order) implements Due {
        @Override
        public Due moved(Instant other) {
            return new Deed(index, input, other, order);
        }

        @Override
        public String name() {
            return "";
        }
    }
}
