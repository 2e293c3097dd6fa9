package io.quartermaster.message.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.model.Job;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.message.Message;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.rocketmq.client.consumer.DefaultMQPushConsumer;
import org.apache.rocketmq.client.consumer.listener.ConsumeConcurrentlyStatus;
import org.apache.rocketmq.client.consumer.listener.MessageListenerConcurrently;
import org.apache.rocketmq.common.message.MessageExt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class RocketMqChannelTest extends MessageChannelContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path directory;

    private static LocalRocketMq local;

    @BeforeAll
    static void start() throws Exception {
        local = LocalRocketMq.start(directory, Message.TOPIC);
    }

    @AfterAll
    static void end() {
        local.close();
    }

    @Override
    MessageChannel open() {
        return RocketMqChannel.open(RocketMqSettings.at(local.nameServers()));
    }

    @Override
    AutoCloseable listen(MessageChannel channel, String eventCode, Consumer<Received> listener) throws Exception {
        DefaultMQPushConsumer consumer = new DefaultMQPushConsumer("listeners-" + UUID.randomUUID());
        consumer.setNamesrvAddr(local.nameServers());
        consumer.setInstanceName(UUID.randomUUID().toString());
        consumer.subscribe(Message.TOPIC, eventCode);
        consumer.registerMessageListener((MessageListenerConcurrently) (messages, context) -> {
            messages.forEach(one -> listener.accept(received(one)));
            return ConsumeConcurrentlyStatus.CONSUME_SUCCESS;
        });
        consumer.start();
        return consumer::shutdown;
    }

    private static Received received(MessageExt message) {
        Map<String, Object> body = JSON.readValue(message.getBody(), new TypeReference<>() {});
        Map<String, Object> params = JSON.convertValue(body.get("params"), new TypeReference<>() {});
        assertThat(body.get("triggerId")).isEqualTo(message.getKeys());
        assertThat(body.get("zoneName")).isEqualTo(message.getUserProperty("^zoneName$"));
        assertThat(body.get("eventCode")).isEqualTo(message.getTags());
        return new Received(
                message.getTopic(),
                message.getTags(),
                message.getKeys(),
                message.getUserProperty("^zoneName$"),
                message.getUserProperty("traceId"),
                String.valueOf(body.get("instanceId")),
                String.valueOf(body.get("jobName")),
                params);
    }

    @Test
    void aTopicThatNoBrokerHasIsRefusedInTheWordsRunbooksSearchFor() {
        try (MessageChannel channel = open()) {
            assertThatThrownBy(() -> channel.send(message("TP_NOBODY_MADE", "EC_X", "1")))
                    .isInstanceOf(MessageChannel.MessageRefused.class)
                    .hasMessageStartingWith(
                            "MsgBroker Server rejects the message type TOPIC [TP_NOBODY_MADE] EVENT [EC_X]");
        }
    }

    @Test
    void aBrokerThatDiesCannotBeReachedUntilItIsBackAndLosesNothingItHad() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        RocketMqSettings quick =
                RocketMqSettings.at(local.nameServers()).withTimes(Duration.ofSeconds(1), Duration.ofSeconds(60));
        try (MessageChannel channel = RocketMqChannel.open(quick)) {
            channel.send(message("EC_CRASH", "before"));
            local.killBroker();
            assertThatThrownBy(() -> channel.send(message("EC_CRASH", "meanwhile")))
                    .isInstanceOf(MessageChannel.Unreachable.class);
            try (MessageChannel fresh = RocketMqChannel.open(quick)) {
                assertThatThrownBy(() -> fresh.send(message("EC_CRASH", "fresh")))
                        .isInstanceOf(MessageChannel.Unreachable.class);
            }
            local.startBroker();
            Eventually.until("it can be reached again", PATIENCE, () -> sends(channel, message("EC_CRASH", "after")));
            local.awaitRoute(Message.TOPIC);
            try (AutoCloseable listening = listen(channel, "EC_CRASH", one -> received.add(one.key()))) {
                Eventually.until("both arrive", PATIENCE, () -> received.containsAll(List.of("before", "after")));
            }
        }
    }

    @Test
    void aServersMessagesWaitForADeadBrokerAndGoOutWhenItIsBack() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        RocketMqSettings quick =
                RocketMqSettings.at(local.nameServers()).withTimes(Duration.ofSeconds(1), Duration.ofSeconds(60));
        try (MessageChannel channel = RocketMqChannel.open(quick);
                SendingServer server = SendingServer.start(directory.resolve("logs"), channel)) {
            Job job = server.messageJob("EC_SERVER");
            TriggerRecord before = server.fire(job);
            server.awaitStatus(before, RunStatus.SUCCEED);
            local.killBroker();
            TriggerRecord meanwhile = server.fire(job);
            Eventually.until("it was tried", PATIENCE, () -> server.log("common-error.log").stream()
                    .anyMatch(line -> line.contains("the broker cannot be reached")));
            server.awaitStatus(meanwhile, RunStatus.EXECUTING);
            local.startBroker();
            server.awaitStatus(meanwhile, RunStatus.SUCCEED);

            local.awaitRoute(Message.TOPIC);
            try (AutoCloseable listening = listen(channel, "EC_SERVER", one -> received.add(one.key()))) {
                Eventually.until(
                        "both arrive",
                        PATIENCE,
                        () -> received.containsAll(
                                List.of(before.id().toString(), meanwhile.id().toString())));
            }
            assertThat(server.log("job-msg.log"))
                    .filteredOn(line -> line.contains(",SENT,TP_F_SC,EC_SERVER,^zoneName$=CellA,"))
                    .hasSize(2);
        }
    }

    @Test
    void withoutNameServersNothingIsRefused() {
        try (MessageChannel channel = RocketMqChannel.open(
                RocketMqSettings.at("127.0.0.1:1").withTimes(Duration.ofSeconds(1), Duration.ofSeconds(60)))) {
            assertThatThrownBy(() -> channel.send(message("EC_NOWHERE", "1")))
                    .isInstanceOf(MessageChannel.Unreachable.class);
        }
    }

    private static boolean sends(MessageChannel channel, Message message) throws MessageChannel.MessageRefused {
        try {
            channel.send(message);
            return true;
        } catch (MessageChannel.Unreachable e) {
            return false;
        }
    }
}
