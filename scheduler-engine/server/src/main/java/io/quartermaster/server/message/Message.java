package io.quartermaster.server.message;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.TraceId;
import java.util.Map;

/// One event of a message job. Immutable.
///
/// @param eventCode the job's target, sent as the message's tag
/// @param key the trigger record's id, by which a listener knows a message it had before
/// @param properties user properties; [#ZONE] is always among them
/// @param params the job's parameters in the types a handler sees
public record Message(
        String topic,
        String eventCode,
        String key,
        TraceId trace,
        InstanceId instance,
        String jobName,
        Map<String, String> properties,
        Map<String, Object> params) {
    /// The topic of every scheduler event.
    public static final String TOPIC = "TP_F_SC";
    /// The property that names the zone which has to do the work.
    public static final String ZONE = "^zoneName$";

    public Message {
        properties = Map.copyOf(properties);
        params = Map.copyOf(params);
    }

    /// The zone which has to do the work.
    public String zone() {
        return properties.getOrDefault(ZONE, "");
    }
}
