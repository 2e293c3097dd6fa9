package io.quartermaster.model.topology.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What comes from outside to a run.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "input")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Input.Begin.class, name = "BEGIN"),
    @JsonSubTypes.Type(value = Input.Report.class, name = "REPORT"),
    @JsonSubTypes.Type(value = Input.Delivered.class, name = "DELIVERED"),
    @JsonSubTypes.Type(value = Input.Tick.class, name = "TICK"),
    @JsonSubTypes.Type(value = Input.Overdue.class, name = "OVERDUE"),
    @JsonSubTypes.Type(value = Input.Act.class, name = "ACT"),
    @JsonSubTypes.Type(value = Input.SetParameter.class, name = "SET_PARAMETER")
})
public sealed interface Input {
    /// Begin. The first input of a run, and only the first.
    record Begin(
            Range range,
            boolean breakpoints,
            Map<String, Object> parameters,
            Map<String, List<String>> zones,
            Instant triggerTime)
            implements Input {
        public static Begin all(Instant triggerTime) {
            return new Begin(Range.ALL, true, Map.of(), Map.of(), triggerTime);
        }
    }

    /// What became of a node's work. One of another pass or attempt than the newest changes nothing.
    ///
    /// @param status SUCCEED, FAILED or TIMEOUT
    /// @param writes what the handler put, by name, with the version of the value it had been given
    /// @param line   the line of the log that began the work, as pass and attempt count from 1 again after a reset; 0
    ///               when the reporter does not know
    /// @param again  how long to wait before the work is tried again should it have failed; null for not at all
    record Report(
            NodeKey node,
            int pass,
            int attempt,
            NodeStatus status,
            String code,
            String message,
            List<Write> writes,
            long line,
            @Nullable Duration again)
            implements Input {
        public Report(
                NodeKey node,
                int pass,
                int attempt,
                NodeStatus status,
                String code,
                String message,
                List<Write> writes) {
            this(node, pass, attempt, status, code, message, writes, 0, null);
        }

        public Report withLine(long newLine) {
            return new Report(node, pass, attempt, status, code, message, writes, newLine, again);
        }

        public Report withAgain(@Nullable Duration backOff) {
            return new Report(node, pass, attempt, status, code, message, writes, line, backOff);
        }
    }

    /// A node's work was sent to a client.
    record Delivered(Fact.Sent sent) implements Input {}

    /// A value a handler put.
    ///
    /// @param read the version it had been given, 0 when there was none
    record Write(String name, Object value, int read) {
        /// The version the node was given when it began.
        public static final int AS_GIVEN = -1;
    }

    /// Time has passed: waits that are over end.
    record Tick() implements Input {}

    /// The whole run has taken longer than its job allows: what goes on ends as a time-out, and so does the run.
    record Overdue() implements Input {}

    /// A person does something.
    ///
    /// @param node null for the whole run
    record Act(Verb verb, @Nullable NodeKey node, String by, String reason) implements Input {}

    /// A person sets a parameter of a running topology.
    ///
    /// @param frame the body whose parameter it is, empty for the topology itself
    record SetParameter(String frame, String name, Object value, String by, String reason) implements Input {}
}
