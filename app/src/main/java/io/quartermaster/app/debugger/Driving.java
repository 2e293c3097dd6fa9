package io.quartermaster.app.debugger;

import io.quartermaster.model.topology.desk.Call;
import io.quartermaster.model.topology.desk.DeskSession;
import io.quartermaster.model.topology.desk.Halt;
import io.quartermaster.model.topology.desk.Told;
import io.quartermaster.server.desk.LiveCalls;
import io.quartermaster.server.desk.LiveCalls.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Has a session go on until it halts, asking the developer's clients on the way. Runs in a background task; broken off
/// from any thread.
final class Driving {
    /// How long a handler may take: there may be a breakpoint in it too.
    static final Duration PATIENCE = Duration.ofMinutes(30);

    /// One way to go on.
    interface Way {
        Halt go(DeskSession session, IntPredicate goesOn);
    }

    /// Where it came to stand.
    ///
    /// @param unanswered the call that no client answered, null when none failed
    /// @param why        what the engine says of that call
    record Stood(Halt halt, @Nullable Call unanswered, String why) {
        static Stood at(Halt halt) {
            return new Stood(halt, null, "");
        }
    }

    private final Opening opening;
    private final Optional<LiveCalls> live;
    private volatile boolean brokenOff;
    private volatile List<CompletableFuture<Heard>> asked = List.of();

    Driving(Opening opening, Optional<LiveCalls> live) {
        this.opening = opening;
        this.live = live;
    }

    void breakOff() {
        brokenOff = true;
        asked.forEach(each -> each.cancel(true));
    }

    /// Has the session for itself meanwhile: whoever looks at one that was broken off waits for its last step.
    Stood drive(DeskSession session, Way way) {
        synchronized (session) {
            return goOn(session, way);
        }
    }

    private Stood goOn(DeskSession session, Way way) {
        while (true) {
            Halt halt = way.go(session, taken -> !brokenOff);
            if (!(halt instanceof Halt.AwaitsLive awaits)) {
                return Stood.at(halt);
            }
            Stood stood = ask(session, awaits);
            if (stood != null) {
                return stood;
            }
        }
    }

    /// @return why it cannot go on, null when all answered
    private @Nullable Stood ask(DeskSession session, Halt.AwaitsLive awaits) {
        if (live.isEmpty()) {
            return new Stood(awaits, awaits.calls().getFirst(), "");
        }
        List<CompletableFuture<Heard>> answers = new ArrayList<>();
        for (Call call : awaits.calls()) {
            answers.add(live.get().call(call, opening.params(call.job()), PATIENCE));
        }
        asked = List.copyOf(answers);
        if (brokenOff) {
            breakOff();
        }
        Stood failed = null;
        for (int i = 0; i < answers.size(); i++) {
            Call call = awaits.calls().get(i);
            try {
                switch (answers.get(i).join()) {
                    case Heard.Answered answered -> session.hear(call, answered.told());
                    case Heard.NoClient nobody -> failed = new Stood(awaits, call, nobody.reason());
                    case Heard.Silent silent -> session.hear(call, Told.fail("no result in time", silent.patience()));
                }
            } catch (CancellationException | CompletionException e) {
                return Stood.at(new Halt.BrokenOff());
            }
        }
        return failed;
    }
}
