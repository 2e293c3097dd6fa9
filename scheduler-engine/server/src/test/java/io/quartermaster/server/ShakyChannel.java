package io.quartermaster.server;

import io.quartermaster.server.message.Message;
import io.quartermaster.server.message.MessageChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A broker that goes away and comes back, and refuses some events, as a test wants it.
final class ShakyChannel implements MessageChannel {
    final List<Message> received = new CopyOnWriteArrayList<>();
    final Set<String> refused = ConcurrentHashMap.newKeySet();
    final AtomicInteger tries = new AtomicInteger();
    volatile boolean down;
    /// While it is down: whether it takes what it gets, and only its answer is lost.
    volatile boolean takes;
    volatile Duration patience = Duration.ofSeconds(30);

    @Override
    public void send(Message message) throws MessageRefused, Unreachable {
        tries.incrementAndGet();
        if (!down || takes) {
            if (refused.contains(message.eventCode())) {
                throw new MessageRefused(message, "no route info of this topic");
            }
            received.add(message);
        }
        if (down) {
            throw new Unreachable("connect to 127.0.0.1:10911 failed", new IOException("connection refused"));
        }
    }

    List<String> keys(String eventCode) {
        return received.stream()
                .filter(message -> message.eventCode().equals(eventCode))
                .map(Message::key)
                .toList();
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public void close() {}
}
