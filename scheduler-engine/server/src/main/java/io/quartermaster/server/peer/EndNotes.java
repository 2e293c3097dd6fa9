package io.quartermaster.server.peer;

import io.quartermaster.server.peer.wire.End;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The ends one caller is to hear of, kept until it says that it has seen them, through any number of reconnects.
/// Thread-safe.
final class EndNotes {
    /// A caller that does not come back for so many is dead, or will count its runs anew.
    private static final int MOST = 100_000;

    private final String incarnation;
    // Guarded by this.
    private final Deque<End> unseen = new ArrayDeque<>();
    private long last;

    EndNotes(String incarnation) {
        this.incarnation = incarnation;
    }

    boolean isOf(String wanted) {
        return incarnation.equals(wanted);
    }

    synchronized void add(Ended ended) {
        unseen.addLast(PeerForms.toWire(++last, ended));
        if (unseen.size() > MOST) {
            unseen.removeFirst();
        }
    }

    /// Those after that number, the first of them.
    synchronized List<End> after(long number, int most) {
        return unseen.stream()
                .dropWhile(end -> end.getNumber() <= number)
                .limit(most)
                .toList();
    }

    synchronized void seen(long upTo) {
        while (!unseen.isEmpty() && unseen.getFirst().getNumber() <= upTo) {
            unseen.removeFirst();
        }
    }
}
