package io.quartermaster.server.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quartermaster.client.wire.Questions;
import io.quartermaster.server.link.ClientGone;
import io.quartermaster.server.link.LinkServer;
import io.quartermaster.server.peer.wire.Answer;
import io.quartermaster.server.peer.wire.Ask;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What one caller asks this server's clients, and the answers it is still to be told. A question that its client does
/// not answer is not answered here either: the caller waits no longer than this server does. Thread-safe.
final class RelayedQuestions {
    private final LinkServer link;
    private final Runnable answered;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    /// @param answered called when there is an answer to tell
    RelayedQuestions(LinkServer link, Runnable answered) {
        this.link = link;
        this.answered = answered;
    }

    /// @throws IllegalArgumentException when it cannot be read
    void ask(Ask ask) {
        Questions questions;
        try {
            questions = Questions.parseFrom(ask.getQuestions());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("No questions of ours", e);
        }
        Answer.Builder answer = Answer.newBuilder().setNumber(ask.getNumber());
        link.ask(ask.getSessionId(), questions).whenComplete((states, thrown) -> {
            if (thrown instanceof ClientGone) {
                tell(answer.setClientGone(true).build());
            } else if (thrown == null) {
                tell(answer.setRunStates(states.toByteString()).build());
            }
        });
    }

    private void tell(Answer answer) {
        answers.add(answer);
        answered.run();
    }

    /// The next answer; null when there is none.
    @Nullable
    Answer next() {
        return answers.poll();
    }
}
