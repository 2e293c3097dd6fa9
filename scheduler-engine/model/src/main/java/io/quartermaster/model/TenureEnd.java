package io.quartermaster.model;

import java.util.Optional;
import java.util.stream.Stream;

/// Why a server's span as a member ended. The row keeps the text, so that it reads well without this program too.
public enum TenureEnd {
    STARTED_ANEW("the server started anew"),
    LEASE_ENDED("its lease ended; the leader gave its slots to others"),
    CLOSED("the server closed"),
    DRAINED("the server was drained, and closed");

    private final String text;

    TenureEnd(String text) {
        this.text = text;
    }

    /// What the row says.
    public String text() {
        return text;
    }

    /// What a row's text stands for; empty for one nobody knows.
    public static Optional<TenureEnd> of(String text) {
        return Stream.of(values()).filter(end -> end.text.equals(text.strip())).findFirst();
    }
}
