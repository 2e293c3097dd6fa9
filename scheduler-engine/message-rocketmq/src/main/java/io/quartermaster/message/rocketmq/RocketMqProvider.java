package io.quartermaster.message.rocketmq;

import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.server.message.MessageChannelProvider;
import java.util.Map;
import java.util.Set;

/// Offers RocketMQ to servers whose configuration says `message.provider = rocketmq`.
public final class RocketMqProvider implements MessageChannelProvider {
    @Override
    public String name() {
        return "rocketmq";
    }

    @Override
    public Set<String> keys() {
        return RocketMqSettings.KEYS;
    }

    @Override
    public MessageChannel open(Map<String, String> settings) {
        return RocketMqChannel.open(RocketMqSettings.of(settings));
    }
}
