package io.quartermaster.model.topology.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quartermaster.model.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that happened in a run. The facts of a run in their order are all there is to know of it.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Began.class, name = "BEGAN"),
    @JsonSubTypes.Type(value = Fact.Waits.class, name = "WAITS"),
    @JsonSubTypes.Type(value = Fact.Started.class, name = "STARTED"),
    @JsonSubTypes.Type(value = Fact.Sent.class, name = "SENT"),
    @JsonSubTypes.Type(value = Fact.Opened.class, name = "OPENED"),
    @JsonSubTypes.Type(value = Fact.Answered.class, name = "ANSWERED"),
    @JsonSubTypes.Type(value = Fact.Ended.class, name = "ENDED"),
    @JsonSubTypes.Type(value = Fact.Bypassed.class, name = "BYPASSED"),
    @JsonSubTypes.Type(value = Fact.Wrote.class, name = "WROTE"),
    @JsonSubTypes.Type(value = Fact.Clashed.class, name = "CLASHED"),
    @JsonSubTypes.Type(value = Fact.Held.class, name = "HELD"),
    @JsonSubTypes.Type(value = Fact.Confirmed.class, name = "CONFIRMED"),
    @JsonSubTypes.Type(value = Fact.Turned.class, name = "TURNED"),
    @JsonSubTypes.Type(value = Fact.Locked.class, name = "LOCKED"),
    @JsonSubTypes.Type(value = Fact.Reset.class, name = "RESET"),
    @JsonSubTypes.Type(value = Fact.Did.class, name = "DID"),
    @JsonSubTypes.Type(value = Fact.RunTurned.class, name = "RUN_TURNED")
})
public sealed interface Fact {
    /// The run began.
    ///
    /// @param breakpoints whether they are honoured
    /// @param parameters  the values given over the topology's own, by name
    /// @param zones       the zones of each type, for cross-zone gateways
    record Began(
            Range range,
            boolean breakpoints,
            Map<String, Object> parameters,
            Map<String, List<String>> zones,
            Instant triggerTime)
            implements Fact {
        public Began {
            parameters = Map.copyOf(parameters);
            zones = Map.copyOf(zones);
        }
    }

    /// A node's turn has come, and it waits.
    record Waits(NodeKey node, NodeState.WaitsFor what, @Nullable Instant until) implements Fact {}

    /// A node's work is to be done now: the server dispatches it.
    record Started(NodeKey node, int pass, int attempt) implements Fact {}

    /// A node's work was sent to a client, which is asked first when nobody knows any more what became of it.
    ///
    /// @param client for people, `application@address`
    record Sent(NodeKey node, int pass, int attempt, String session, String client, String zone) implements Fact {}

    /// Frames were opened by a node: copies of a branch, or a topology within.
    ///
    /// @param copies the element, zone or number each stands for; one empty text for a topology
    record Opened(NodeKey node, int pass, List<String> copies) implements Fact {
        public Opened {
            copies = List.copyOf(copies);
        }
    }

    /// A condition answered.
    record Answered(NodeKey node, boolean answer) implements Fact {}

    /// A node ended.
    record Ended(NodeKey node, NodeStatus status, String code, String message) implements Fact {}

    /// Nodes the run does not come to.
    record Bypassed(List<NodeKey> nodes) implements Fact {
        public Bypassed {
            nodes = List.copyOf(nodes);
        }
    }

    /// A parameter has a new value.
    ///
    /// @param frame the body whose parameter it is
    /// @param writer null for the operator
    record Wrote(String frame, String name, Object value, int version, @Nullable NodeKey writer) implements Fact {}

    /// A value was not taken, as another was written since the writer read.
    record Clashed(String frame, String name, Object value, int read, int found, NodeKey writer) implements Fact {}

    /// The run halts after the node.
    record Held(NodeKey node) implements Fact {}

    record Confirmed(NodeKey node) implements Fact {}

    /// A node was paused, or goes on.
    record Turned(NodeKey node, NodeStatus to) implements Fact {}

    record Locked(NodeKey node, boolean locked) implements Fact {}

    /// Nodes are as if they had never run.
    record Reset(List<NodeKey> nodes) implements Fact {
        public Reset {
            nodes = List.copyOf(nodes);
        }
    }

    /// A person did something; what came of it follows.
    ///
    /// @param node null when it was done to the whole run
    record Did(Verb verb, @Nullable NodeKey node, String by, String reason) implements Fact {}

    /// The run paused, goes on, or ended.
    record RunTurned(RunStatus to) implements Fact {}
}
