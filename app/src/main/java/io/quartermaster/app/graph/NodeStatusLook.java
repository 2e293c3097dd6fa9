package io.quartermaster.app.graph;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.run.NodeStatus;

/// How the state of a node looks: icon, word, and the name of its colour's token. Immutable.
public record NodeStatusLook(String token, String icon, String key) {
    public static NodeStatusLook of(NodeStatus status) {
        return switch (status) {
            case NOT_EXECUTED -> look(status, "neutral", "fth-circle");
            case WAITING -> look(status, "waiting", "fth-watch");
            case EXECUTING -> look(status, "running", "fth-play-circle");
            case PAUSED -> look(status, "waiting", "fth-pause-circle");
            case SUCCEED -> look(status, "ok", "fth-check-circle");
            case FAILED -> look(status, "failed", "fth-x-circle");
            case TIMEOUT -> look(status, "failed", "fth-clock");
            case SKIPPED -> look(status, "skipped", "fth-skip-forward");
            case CANCEL -> look(status, "neutral", "fth-slash");
        };
    }

    private static NodeStatusLook look(NodeStatus status, String token, String icon) {
        return new NodeStatusLook(token, icon, "graph.status." + status.name());
    }

    public Badge badge(Texts texts) {
        return Badge.of(token, icon, texts.get(key));
    }
}
