package io.quartermaster.message.rocketmq;

import io.quartermaster.server.message.Message;
import io.quartermaster.server.message.MessageChannel;
import java.time.Duration;
import java.util.Set;
import org.apache.rocketmq.acl.common.AclClientRPCHook;
import org.apache.rocketmq.acl.common.SessionCredentials;
import org.apache.rocketmq.client.common.ClientErrorCode;
import org.apache.rocketmq.client.exception.MQBrokerException;
import org.apache.rocketmq.client.exception.MQClientException;
import org.apache.rocketmq.client.producer.DefaultMQProducer;
import org.apache.rocketmq.remoting.RPCHook;
import org.apache.rocketmq.remoting.exception.RemotingException;
import org.apache.rocketmq.remoting.protocol.ResponseCode;
import org.jspecify.annotations.Nullable;

/// Sends to RocketMQ: the event code as the tag, the trigger record's id as the key, the zone and the trace id as user
/// properties, and a [MessageBody]. Thread-safe.
///
/// A message the broker has in memory only, as its disk or its slave was slow, counts as sent: to send it again would
/// double it, and how safe a broker keeps what it has is its own configuration's affair.
public final class RocketMqChannel implements MessageChannel {
    /// The property by which a listener finds everything of one trigger in the logs.
    public static final String TRACE_ID = "traceId";

    /// Tries inside one [#send], on another broker if there is one; then whoever sends waits, and comes again.
    private static final int TRIES_MORE = 1;
    /// What a broker says that has no time, or not yet.
    private static final Set<Integer> BUSY = Set.of(
            ResponseCode.SYSTEM_ERROR,
            ResponseCode.SYSTEM_BUSY,
            ResponseCode.SERVICE_NOT_AVAILABLE,
            ResponseCode.FLOW_CONTROL,
            ResponseCode.NOT_LEADER_FOR_QUEUE);
    /// What the client says when it did not get through.
    private static final Set<Integer> NOT_THERE = Set.of(
            ClientErrorCode.CONNECT_BROKER_EXCEPTION,
            ClientErrorCode.ACCESS_BROKER_TIMEOUT,
            ClientErrorCode.BROKER_NOT_EXIST_EXCEPTION,
            ClientErrorCode.NO_NAME_SERVER_EXCEPTION,
            ClientErrorCode.REQUEST_TIMEOUT_EXCEPTION);

    private final DefaultMQProducer producer;
    private final RocketMqSettings settings;
    /// Whether the topic had a route once: then one that is missing is an outage, and no refusal.
    private volatile boolean routed;

    private RocketMqChannel(DefaultMQProducer producer, RocketMqSettings settings) {
        this.producer = producer;
        this.settings = settings;
    }

    /// Opens a channel; neither name servers nor brokers need be there yet.
    ///
    /// @throws IllegalArgumentException when the settings cannot be used
    public static RocketMqChannel open(RocketMqSettings settings) {
        RocketMqSettings.Credentials credentials = settings.credentials();
        RPCHook hook = credentials == null
                ? null
                : new AclClientRPCHook(new SessionCredentials(credentials.accessKey(), credentials.secretKey()));
        DefaultMQProducer producer = new DefaultMQProducer(settings.group(), hook);
        producer.setNamesrvAddr(settings.nameServers());
        producer.setSendMsgTimeout((int) settings.timeout().toMillis());
        producer.setRetryTimesWhenSendFailed(TRIES_MORE);
        producer.setUseTLS(settings.tls());
        // several channels of one process must not share a connection, and be closed by each other
        producer.setInstanceName("quartermaster-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        try {
            producer.start();
        } catch (MQClientException e) {
            throw new IllegalArgumentException("RocketMQ cannot be used as configured: " + e.getMessage(), e);
        }
        return new RocketMqChannel(producer, settings);
    }

    @Override
    public void send(Message message) throws MessageRefused, Unreachable {
        try {
            producer.send(sendable(message));
            routed = true;
        } catch (MQBrokerException e) {
            throw answered(message, e);
        } catch (MQClientException e) {
            throw failed(message, e);
        } catch (RemotingException e) {
            throw new Unreachable(brief(e), e);
        } catch (IllegalStateException e) {
            // so the client says that no name server can be reached
            if (e.getCause() instanceof RemotingException cause) {
                throw new Unreachable(brief(cause), e);
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted while it was being sent", e);
        }
    }

    @Override
    public Duration patience() {
        return settings.patience();
    }

    @Override
    public void close() {
        producer.shutdown();
    }

    private static org.apache.rocketmq.common.message.Message sendable(Message message) {
        var out = new org.apache.rocketmq.common.message.Message(
                message.topic(), message.eventCode(), message.key(), MessageBody.of(message));
        message.properties().forEach(out::putUserProperty);
        out.putUserProperty(TRACE_ID, message.trace().toString());
        return out;
    }

    private MessageRefused answered(Message message, MQBrokerException e) throws Unreachable {
        if (BUSY.contains(e.getResponseCode())) {
            throw new Unreachable("the broker is busy: " + e.getErrorMessage(), e);
        }
        return new MessageRefused(message, String.valueOf(e.getErrorMessage()));
    }

    private MessageRefused failed(Message message, MQClientException e) throws Unreachable {
        if (e.getCause() instanceof MQBrokerException said) {
            return answered(message, said);
        }
        boolean noRoute = e.getResponseCode() == ClientErrorCode.NOT_FOUND_TOPIC_EXCEPTION;
        if (NOT_THERE.contains(e.getResponseCode()) || (noRoute && (routed || !brokersAreThere()))) {
            throw new Unreachable(brief(e), e);
        }
        return new MessageRefused(message, noRoute ? "no route to this topic on any broker" : brief(e));
    }

    /// A topic without a route may be one nobody made, or one whose brokers are all away: those are then unknown to the
    /// name servers.
    private boolean brokersAreThere() throws Unreachable {
        try {
            var known = producer.getDefaultMQProducerImpl()
                    .getMqClientFactory()
                    .getMQClientAPIImpl()
                    .getBrokerClusterInfo(settings.timeout().toMillis())
                    .getBrokerAddrTable();
            return known != null && !known.isEmpty();
        } catch (RemotingException | MQBrokerException e) {
            throw new Unreachable("the name servers cannot be asked: " + brief(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted while the name servers were asked", e);
        }
    }

    /// The first line: the client's messages go on with links to its manual.
    private static String brief(Exception e) {
        @Nullable String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElse("");
    }
}
