package io.quartermaster.app.cluster;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.model.Command;
import io.quartermaster.model.ServerCommand;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What this console asked of servers and has not heard the end of. FX thread only, except for asking.
final class ServerWishes {
    /// What came of a wish.
    enum Outcome {
        DRAINS,
        DRAINED_ALREADY,
        STAYS,
        STAYED_ALREADY,
        LAST,
        LAST_IN_ZONE,
        LEAVING,
        TOO_OLD,
        /// It has left, or its lease has ended.
        GONE,
        /// It lives and says nothing.
        UNANSWERED,
        /// A newer server says something that this console does not know.
        OTHER;

        static Outcome of(ServerCommand.Answer answer) {
            return valueOf(answer.name());
        }
    }

    private final Map<Long, Consumer<Outcome>> waiting = new HashMap<>();

    /// Asks; blocks, so in a background task. Empty when the server that was on the screen is gone meanwhile.
    static Optional<ServerCommand> ask(Workspace in, String server, ServerCommand.Kind kind, @Nullable String reason) {
        boolean alive = ClusterSnapshot.read(in.database()).members().stream()
                .anyMatch(member -> member.id().equals(server) && member.alive());
        return alive
                ? Optional.of(in.database()
                        .serverCommands()
                        .ask(server, kind, UUID.randomUUID().toString(), in.instance(), in.actor(), reason))
                : Optional.empty();
    }

    /// The wish is written down, or nobody is there to read it.
    void asked(@Nullable ServerCommand command, Consumer<Outcome> told) {
        if (command == null) {
            told.accept(Outcome.GONE);
        } else {
            waiting.put(command.id(), told);
        }
    }

    /// Tells what has been answered since, or should have been.
    void look(ClusterSnapshot now) {
        for (Member member : now.members()) {
            ServerCommand wish = member.wish();
            if (wish != null && waiting.containsKey(wish.id())) {
                boolean open = wish.state() == Command.State.NEW;
                if (!open) {
                    tell(wish.id(), wish.known().map(Outcome::of).orElse(Outcome.OTHER));
                } else if (member.progress() == Member.Progress.UNANSWERED) {
                    tell(wish.id(), Outcome.UNANSWERED);
                }
            }
        }
    }

    void forget() {
        waiting.clear();
    }

    private void tell(long id, Outcome outcome) {
        Consumer<Outcome> told = waiting.remove(id);
        if (told != null) {
            told.accept(outcome);
        }
    }
}
