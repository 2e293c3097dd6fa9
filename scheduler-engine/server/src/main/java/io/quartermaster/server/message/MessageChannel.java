package io.quartermaster.server.message;

import java.time.Duration;

/// Where message jobs send their events: a broker, or the process's own queue. Thread-safe.
public interface MessageChannel extends AutoCloseable {
    /// How long a message waits for a broker that cannot be reached, unless somebody said otherwise.
    Duration USUAL_PATIENCE = Duration.ofSeconds(60);

    /// Sends; returns when the broker has the message. Blocks while it cannot take more, and not for long.
    ///
    /// @throws MessageRefused when the broker does not take this one, however often it is sent
    /// @throws Unreachable when no broker said that it has the message; it may have it all the same
    void send(Message message) throws MessageRefused, Unreachable;

    /// How long, from its firing on, a message is to be tried again while the broker cannot be reached.
    default Duration patience() {
        return USUAL_PATIENCE;
    }

    @Override
    void close();

    /// A broker did not take a message.
    final class MessageRefused extends Exception {
        private static final long serialVersionUID = 1;

        public MessageRefused(Message message, String why) {
            super("MsgBroker Server rejects the message type TOPIC [" + message.topic() + "] EVENT ["
                    + message.eventCode() + "]: " + why);
        }
    }

    /// No broker could be reached, or none said in time that it has the message: the same message is to be sent again,
    /// and whoever listens may then have it twice, under the same key.
    final class Unreachable extends Exception {
        private static final long serialVersionUID = 1;

        public Unreachable(String why, Throwable cause) {
            super(why, cause);
        }
    }
}
