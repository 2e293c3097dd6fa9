package io.quartermaster.message.rocketmq;

import io.quartermaster.server.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What listeners get as the body of a message: a JSON object in UTF-8, with the fields `instanceId`, `jobName`,
/// `eventCode`, `triggerId`, `traceId`, `zoneName` (all texts) and `params`, an object of the job's parameters by their
/// names: texts, numbers, truth values, or lists of texts.
final class MessageBody {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MessageBody() {}

    static byte[] of(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("instanceId", message.instance().value());
        fields.put("jobName", message.jobName());
        fields.put("eventCode", message.eventCode());
        fields.put("triggerId", message.key());
        fields.put("traceId", message.trace().toString());
        fields.put("zoneName", message.zone());
        fields.put("params", message.params());
        return JSON.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8);
    }
}
