package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.run.NodeStatus;
import java.time.Duration;
import java.util.Map;

/// What becomes of a node's work. Immutable.
///
/// @param status SUCCEED, FAILED or TIMEOUT
/// @param writes the parameters put, by name, in the type a handler puts
/// @param took   from the beginning of the work to this
public record Told(NodeStatus status, String code, String message, Map<String, Object> writes, Duration took) {
    public Told {
        writes = Map.copyOf(writes);
        if (status != NodeStatus.SUCCEED && status != NodeStatus.FAILED && status != NodeStatus.TIMEOUT) {
            throw new IllegalArgumentException("A client does not report " + status);
        }
        if (took.isNegative()) {
            throw new IllegalArgumentException("Nothing takes " + took);
        }
    }

    public static Told succeed(Duration took) {
        return new Told(NodeStatus.SUCCEED, "", "", Map.of(), took);
    }

    public static Told fail(String message, Duration took) {
        return new Told(NodeStatus.FAILED, "", message, Map.of(), took);
    }

    public Told writing(String name, Object value) {
        Map<String, Object> more = new java.util.HashMap<>(writes);
        more.put(name, value);
        return new Told(status, code, message, more, took);
    }

    public Told taking(Duration other) {
        return new Told(status, code, message, writes, other);
    }
}
