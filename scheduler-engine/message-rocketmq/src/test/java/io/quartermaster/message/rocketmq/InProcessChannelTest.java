package io.quartermaster.message.rocketmq;

import io.quartermaster.server.message.InProcessQueue;
import io.quartermaster.server.message.MessageChannel;
import java.util.function.Consumer;

class InProcessChannelTest extends MessageChannelContract {
    @Override
    MessageChannel open() {
        return new InProcessQueue(100);
    }

    @Override
    AutoCloseable listen(MessageChannel channel, String eventCode, Consumer<Received> listener) {
        return ((InProcessQueue) channel)
                .subscribe(
                        eventCode,
                        message -> listener.accept(new Received(
                                message.topic(),
                                message.eventCode(),
                                message.key(),
                                message.zone(),
                                message.trace().toString(),
                                message.instance().value(),
                                message.jobName(),
                                message.params())));
    }
}
