package io.quartermaster.server;

import io.quartermaster.server.leading.Term;
import io.quartermaster.server.loop.Loop;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The threads of a server. What only the leader does is skipped while another server leads.
final class ServerLoops {
    private static final Duration WRITE_BEHIND = Duration.ofMillis(200);
    private static final Duration IDLE = Duration.ofSeconds(1);
    /// What is looked for so much more rarely by those who are woken when there is work: what nobody dated.
    private static final int RARELY = 10;

    final Loop beat;
    final Loop look;
    final Loop tend;
    final Loop commands;
    final Loop watch;
    final Loop zones;
    final Loop messages;
    final Loop close;
    final Loop progress;
    final Loop story;
    final Loop sessions;

    private final ServerParts parts;

    ServerLoops(ServerParts parts, Cadence cadence) {
        this.parts = parts;
        Duration every = cadence.look();
        Duration rarely = every.multipliedBy(RARELY);
        look = loop("engine-look", every, parts.look::look);
        beat = loop("engine-beat", cadence.beat(), parts.keeper::beat);
        tend = loop("engine-plan", rarely, parts.tend::round);
        commands = loop("engine-command", rarely, leading(parts.commands::answer));
        watch = loop("engine-watch", rarely, leading(parts.watch::look));
        zones = loop("engine-zones", IDLE, parts.zones::refresh);
        messages = loop("engine-message", IDLE, parts.messages::send);
        close = loop("engine-close", WRITE_BEHIND, parts.close::store);
        progress = loop("engine-progress", every, parts.close::storeProgress);
        story = loop("engine-story", WRITE_BEHIND, () -> parts.story.write(parts.keeper.term()));
        sessions = loop("engine-session", IDLE, parts.sessionRows::write);
        parts.look.onWork(tend::wake, commands::wake, watch::wake);
        parts.messages.onAdd(messages::wake);
        parts.close.onAdd(close::wake);
        parts.sessionRows.onAdd(sessions::wake);
        parts.troubles.onFenced(beat::wake);
    }

    List<Loop> all() {
        return List.of(beat, look, tend, commands, watch, zones, messages, close, progress, story, sessions);
    }

    void start() {
        all().forEach(Loop::start);
    }

    private Loop loop(String name, Duration every, Runnable step) {
        return new Loop(name, every, parts.troubles, step);
    }

    private Runnable leading(Consumer<Term> step) {
        return () -> parts.keeper.term().ifPresent(step);
    }
}
