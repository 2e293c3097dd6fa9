package io.quartermaster.client.work;

import io.quartermaster.client.handler.IClusterJobHandler;

/// How many chunks of a handler a client takes at once.
public final class Room {
    private static final int LEAST = 2;
    private static final int MOST = 8;

    private Room() {}

    public static int of(IClusterJobHandler handler) {
        int own = handler.getRoom();
        int processors = Runtime.getRuntime().availableProcessors();
        return own > 0 ? own : Math.max(LEAST, Math.min(MOST, 2 * processors));
    }
}
