package io.quartermaster.server.message;

/// Where message jobs send their events: a broker, or the process's own queue. Thread-safe.
public interface MessageChannel extends AutoCloseable {
    /// Sends; returns when the broker has the message. Blocks while it cannot take more.
    ///
    /// @throws MessageRefused when it does not take this one
    void send(Message message) throws MessageRefused;

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
}
