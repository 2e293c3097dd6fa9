package io.quartermaster.model.topology;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quartermaster.model.JobId;
import io.quartermaster.model.Param;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a node is: the start, the end, an instance of a job, another topology, or one half of a gateway (DOMAIN §3).
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Part.Start.class, name = "start"),
    @JsonSubTypes.Type(value = Part.End.class, name = "end"),
    @JsonSubTypes.Type(value = Part.Task.class, name = "task"),
    @JsonSubTypes.Type(value = Part.Nested.class, name = "topology"),
    @JsonSubTypes.Type(value = Part.Parallel.class, name = "parallel"),
    @JsonSubTypes.Type(value = Part.Condition.class, name = "condition"),
    @JsonSubTypes.Type(value = Part.Sharding.class, name = "sharding"),
    @JsonSubTypes.Type(value = Part.CrossZone.class, name = "cross-zone"),
    @JsonSubTypes.Type(value = Part.Close.class, name = "close")
})
public sealed interface Part {
    /// The half of a pair that opens it.
    sealed interface Gateway extends Part permits Parallel, Condition, Sharding, CrossZone {}

    /// What a node does that is more than a waypoint: it is dispatched, and may fail.
    sealed interface Work extends Part permits Task, Nested {
        JobId job();

        /// Set over the job's own parameters for this node only.
        List<Param> overrides();

        /// The topology's parameters that it is said to write: two that may run at once and write the same are warned
        /// of.
        List<String> writes();
    }

    record Start() implements Part {}

    record End() implements Part {}

    /// An instance of a job. The same job may stand in a topology many times.
    record Task(JobId job, List<Param> overrides, List<String> writes) implements Work {
        public Task {
            overrides = overrides == null ? List.of() : List.copyOf(overrides);
            writes = writes == null ? List.of() : List.copyOf(writes);
        }
    }

    static Task task(long job) {
        return new Task(new JobId(job), List.of(), List.of());
    }

    static Nested nested(long job) {
        return new Nested(new JobId(job), List.of(), List.of());
    }

    /// Another topology, run within this one.
    ///
    /// @param job of type TOPOLOGY; the version published when the run begins is the one that runs
    record Nested(JobId job, List<Param> overrides, List<String> writes) implements Work {
        public Nested {
            overrides = overrides == null ? List.of() : List.copyOf(overrides);
            writes = writes == null ? List.of() : List.copyOf(writes);
        }
    }

    /// All branches run.
    record Parallel() implements Gateway {}

    /// One of two branches runs.
    ///
    /// @param expression over the topology's parameters, see [Conditions]
    record Condition(String expression) implements Gateway {
        public Condition {
            Objects.requireNonNull(expression, "expression");
        }
    }

    /// The branch runs in many copies.
    ///
    /// @param rule a positive integer, or the name of a LIST parameter: one copy for each element
    record Sharding(String rule) implements Gateway {
        public Sharding {
            Objects.requireNonNull(rule, "rule");
        }
    }

    /// The branch runs once in each of some zones.
    ///
    /// @param zoneType every zone of this type, null when the zones are named
    record CrossZone(List<String> zones, @Nullable String zoneType) implements Gateway {
        public CrossZone {
            zones = zones == null ? List.of() : List.copyOf(zones);
        }
    }

    /// The half of a pair that closes it.
    ///
    /// @param of the gateway that opened
    record Close(NodeId of) implements Part {
        public Close {
            Objects.requireNonNull(of, "of");
        }
    }

    /// Whether the branch between this and its other half runs in copies of its own.
    default boolean copies() {
        return this instanceof Sharding || this instanceof CrossZone;
    }
}
