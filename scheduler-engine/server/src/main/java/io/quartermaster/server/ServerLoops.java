package io.quartermaster.server;

import io.quartermaster.server.leading.Term;
import io.quartermaster.server.loop.Loop;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.LeadFence;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The threads of a server. What only a member or a leader does is skipped while it is none.
final class ServerLoops {
    private static final Duration WRITE_BEHIND = Duration.ofMillis(200);
    private static final Duration LEDGER = Duration.ofMillis(50);
    /// Loads change slowly; members that come and go wake it.
    private static final Duration SPREAD = Duration.ofSeconds(5);
    /// A switch is to be obeyed within two seconds.
    private static final Duration ZONES = Duration.ofMillis(1500);
    private static final Duration TOPOLOGIES = Duration.ofMillis(200);
    private static final Duration WORK = Duration.ofMillis(200);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration SESSIONS_KEPT = Duration.ofDays(7);
    /// In rounds of spreading.
    private static final int SWEEP = 6;
    private static final Duration PURGE_LOOK = Duration.ofSeconds(30);
    /// What is looked for so much more rarely by those who are woken when there is work: what nobody dated.
    private static final int RARELY = 25;

    final Loop beat;
    final Loop look;
    final Loop spread;
    final Loop tend;
    final Loop commands;
    final Loop wishes;
    final Loop watch;
    final Loop zones;
    final Loop messages;
    final Loop topologies;
    final Loop work;
    final Loop ledger;
    final Loop progress;
    final Loop story;
    final Loop sessions;
    final Loop monitor;
    final Loop watchdog;
    final Loop purge;

    private final ServerParts parts;
    /// Confined to the spreading loop: rounds until the sessions of servers that went away are looked for.
    private int sweepIn;

    ServerLoops(ServerParts parts, Cadence cadence, Draining draining) {
        this.parts = parts;
        Duration every = cadence.look();
        Duration rarely = every.multipliedBy(RARELY);
        look = loop("engine-look", every, parts.look::look);
        beat = loop("engine-beat", cadence.beat(), this::beat);
        spread = loop("engine-spread", SPREAD, this::spread);
        tend = loop("engine-plan", rarely, parts.tend::round);
        commands = loop("engine-command", rarely, asMember(parts.commands::answer));
        wishes = loop("engine-wish", rarely, asMember(draining::answer));
        watch = loop("engine-watch", rarely, asMember(parts.watch::look));
        zones = loop("engine-zones", ZONES, parts.zones::refresh);
        messages = loop("engine-message", IDLE, parts.messages::send);
        topologies = loop("engine-topology", TOPOLOGIES, parts.topologies::round);
        work = loop("engine-work", WORK, parts.work::round);
        ledger = loop("engine-ledger", LEDGER, parts.ledger::store);
        progress = loop("engine-progress", every, () -> {
            parts.ledger.storeProgress();
            parts.topologies.storeProgress();
        });
        story = loop("engine-story", WRITE_BEHIND, () -> parts.story.write(parts.keeper.epoch()));
        sessions = loop("engine-session", IDLE, parts.sessionRows::write);
        WatchParts watching = parts.watching;
        monitor = loop("engine-monitor", watching.settings.tellEvery(), watching.monitor::tell);
        watchdog = loop("engine-watchdog", watching.settings.lookEvery(), watching.watchdog::round);
        purge = loop("engine-purge", PURGE_LOOK, watching.purge::look);
        watching.purge.onMore(purge::wake);
        parts.look.onWork(new LookForWork.Wakes(
                tend::wake, this::asked, wishes::wake, watch::wake, spread::wake, draining::look));
        parts.spread.onGone(() -> sweepIn = 0);
        parts.messages.onAdd(messages::wake);
        parts.topologies.onAdd(topologies::wake);
        parts.work.onAdd(work::wake);
        parts.ledger.onAdd(ledger::wake);
        parts.ledger.onRetry(() -> {
            parts.tend.lookForUntimed();
            tend.wake();
        });
        parts.sessionRows.onAdd(sessions::wake);
        parts.troubles.onFenced(beat::wake);
    }

    List<Loop> all() {
        return List.of(
                beat,
                look,
                spread,
                tend,
                commands,
                wishes,
                watch,
                zones,
                messages,
                topologies,
                work,
                ledger,
                progress,
                story,
                sessions,
                monitor,
                watchdog,
                purge);
    }

    /// The lead goes by the tenure: who is no member leads nobody.
    private void beat() {
        long before = parts.keeper.epoch();
        parts.keeper.beat();
        if (parts.keeper.tenure().isPresent()) {
            parts.leads.beat();
        } else {
            parts.leads.releaseAll("it is no member");
        }
        if (parts.keeper.epoch() != before) {
            look.wake();
        }
    }

    private void spread() {
        parts.spread.round();
        parts.leads.lead(parts.spread.ownLead()).ifPresentOrElse(this::sweep, () -> sweepIn = 0);
        look.wake();
    }

    /// At once when the lead is new or servers went away, else rarely; again with the next round if it fails.
    private void sweep(Term<LeadFence> lead) {
        if (sweepIn <= 0) {
            parts.sessions.sweep(lead.fence(), SESSIONS_KEPT);
            sweepIn = SWEEP;
        }
        sweepIn--;
    }

    private void asked() {
        commands.wake();
        parts.topologies.lookForAsked();
    }

    void start() {
        all().forEach(Loop::start);
    }

    private Loop loop(String name, Duration every, Runnable step) {
        return new Loop(name, every, parts.troubles, step);
    }

    private Runnable asMember(Consumer<Term<Fence>> step) {
        return () -> parts.keeper.tenure().ifPresent(step);
    }
}
