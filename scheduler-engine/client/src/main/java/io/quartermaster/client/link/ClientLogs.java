package io.quartermaster.client.link;

import io.quartermaster.client.log.ClientLog;

/// The three logs of the client. Their names do not follow classes because runbooks name their files.
final class ClientLogs {
    static final ClientLog DEFAULT = ClientLog.named("common-default");
    static final ClientLog ERROR = ClientLog.named("common-error");
    static final ClientLog AUTH = ClientLog.named("auth-audit");

    private ClientLogs() {}
}
