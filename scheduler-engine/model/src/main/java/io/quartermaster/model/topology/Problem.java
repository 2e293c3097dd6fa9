package io.quartermaster.model.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that is wrong with a topology. Immutable.
///
/// @param node where, null when it is the topology as a whole
/// @param args what the text needs to say it
public record Problem(@Nullable NodeId node, Kind kind, List<String> args) {
    /// What is wrong; the texts know each by its name.
    public enum Kind {
        NEWER_FORMAT,
        NO_START,
        MANY_STARTS,
        NO_END,
        MANY_ENDS,
        SAME_ID,
        SAME_NAME,
        EDGE_TO_NOWHERE,
        EDGE_TWICE,
        EDGE_INTO_START,
        EDGE_OUT_OF_END,
        CYCLE,
        UNREACHABLE,
        DEAD_BRANCH,
        UNPAIRED,
        LEAK,
        CONDITION_BRANCHES,
        ANSWER_WITHOUT_CONDITION,
        BAD_CONDITION,
        /// `Sharding rule cannot be parsed`
        SHARDING_RULE,
        NO_ZONES,
        GATEWAY_EVENT,
        LOOP_PASSES,
        LOOP_EXIT,
        SAME_PARAMETER,
        BAD_PARAMETER,
        /// A warning: which of the two values stays is a matter of chance.
        UNORDERED_WRITERS,
        MEMBER_GONE,
        /// Members are event-triggered.
        MEMBER_TRIGGER,
        /// Members are CALLBACK.
        MEMBER_ONEWAY,
        MEMBER_TYPE,
        HANDLER_MISSING,
        HANDLER_KIND,
        RECURSION;

        /// A topology with a warning can still be published.
        public boolean warning() {
            return this == UNORDERED_WRITERS || this == HANDLER_MISSING;
        }
    }

    public Problem {
        args = List.copyOf(args);
    }

    static Problem at(@Nullable NodeId node, Kind kind, Object... args) {
        return new Problem(
                node, kind, java.util.Arrays.stream(args).map(String::valueOf).toList());
    }
}
