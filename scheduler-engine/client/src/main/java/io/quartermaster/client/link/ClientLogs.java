package io.quartermaster.client.link;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The three loggers of the client. Their names do not follow classes because runbooks name their files.
final class ClientLogs {
    static final Logger DEFAULT = LoggerFactory.getLogger("scheduler.common-default");
    static final Logger ERROR = LoggerFactory.getLogger("scheduler.common-error");
    static final Logger AUTH = LoggerFactory.getLogger("scheduler.auth-audit");

    private ClientLogs() {}
}
