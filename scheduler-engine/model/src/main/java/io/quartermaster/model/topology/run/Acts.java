package io.quartermaster.model.topology.run;

import io.quartermaster.model.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Does what a person asks for.
final class Acts {
    private final RunState state;
    private final Log log;
    private final Advance advance;

    Acts(RunState state, Log log, Advance advance) {
        this.state = state;
        this.log = log;
        this.advance = advance;
    }

    void act(Input.Act act) throws Refused {
        Optional<String> refusal = new Guards(state).refusal(act.verb(), act.node());
        if (refusal.isPresent()) {
            throw new Refused(refusal.get());
        }
        log.add(new Fact.Did(act.verb(), act.node(), act.by(), act.reason()));
        if (act.verb().ofRun()) {
            toRun(act.verb());
        } else {
            toNode(act.verb(), Objects.requireNonNull(act.node()));
        }
        if (state.status() == RunStatus.EXECUTING) {
            // a wait may have ended while the run was paused, and a failure may be mended that held others back
            advance.tick();
            advance.lookEverywhere();
        }
    }

    void overdue() {
        if (state.status().running()) {
            new Guards(state).goingOn().forEach(key -> log.add(new Fact.Ended(key, NodeStatus.TIMEOUT, "", "")));
            log.add(new Fact.RunTurned(RunStatus.TIMEOUT));
        }
    }

    private void toRun(Verb verb) {
        switch (verb) {
            case PAUSE_RUN -> log.add(new Fact.RunTurned(RunStatus.PAUSED));
            case RESUME_RUN -> log.add(new Fact.RunTurned(RunStatus.EXECUTING));
            case CANCEL_RUN -> {
                new Guards(state).goingOn().forEach(this::cancel);
                log.add(new Fact.RunTurned(RunStatus.CANCEL));
            }
            default -> throw new IllegalArgumentException(verb + " is not done to a run");
        }
    }

    private void toNode(Verb verb, NodeKey key) {
        switch (verb) {
            case TRIGGER -> {
                reopen(key);
                advance.work()
                        .run(
                                key,
                                Math.max(1, state.node(key).pass()),
                                state.node(key).attempt() + 1);
            }
            case RETRY -> {
                reopen(key);
                advance.work().again(key);
            }
            case SKIP -> {
                reopen(key);
                new Guards(state).goingOnBelow(key).forEach(this::cancel);
                advance.work().end(key, NodeStatus.SKIPPED, "", "");
            }
            case RESET -> {
                reopen(key);
                List<NodeKey> all = new ArrayList<>(List.of(key));
                all.addAll(new Guards(state).later(key));
                log.add(new Fact.Reset(all));
            }
            case PAUSE -> log.add(new Fact.Turned(key, NodeStatus.PAUSED));
            case RESUME -> log.add(new Fact.Turned(key, NodeStatus.EXECUTING));
            case LOCK -> log.add(new Fact.Locked(key, true));
            case UNLOCK -> unlock(key);
            case CONFIRM -> {
                log.add(new Fact.Confirmed(key));
                advance.lookAfter(key);
            }
            case CANCEL_NODE -> {
                new Guards(state).goingOnBelow(key).forEach(this::cancel);
                advance.work().end(key, NodeStatus.CANCEL, "", "");
            }
            default -> throw new IllegalArgumentException(verb + " is not done to a node");
        }
    }

    private void unlock(NodeKey key) {
        log.add(new Fact.Locked(key, false));
        if (state.node(key).waitsFor() == NodeState.WaitsFor.UNLOCK && state.status() == RunStatus.EXECUTING) {
            advance.work().begin(key);
        }
    }

    /// What ended badly goes on again, up to the run itself.
    private void reopen(NodeKey key) {
        Body body = state.frame(key.frame()).body();
        NodeKey owner = body.owner();
        if (owner != null) {
            if (state.node(owner).status() == NodeStatus.FAILED) {
                log.add(new Fact.Turned(owner, NodeStatus.EXECUTING));
            }
            reopen(owner);
        } else if (state.status().closed()) {
            log.add(new Fact.RunTurned(RunStatus.EXECUTING));
        }
    }

    private void cancel(NodeKey key) {
        log.add(new Fact.Ended(key, NodeStatus.CANCEL, "", ""));
    }
}
