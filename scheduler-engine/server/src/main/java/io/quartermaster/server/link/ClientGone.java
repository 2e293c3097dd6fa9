package io.quartermaster.server.link;

/// The session a dispatch was meant for has ended before the dispatch was on its way.
public final class ClientGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sessionId;

    public ClientGone(String sessionId) {
        super("The session " + sessionId + " has ended");
        this.sessionId = sessionId;
    }

    public String sessionId() {
        return sessionId;
    }
}
