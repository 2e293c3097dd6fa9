package io.quartermaster.server.link;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The loggers of the link; their names are those of the files that runbooks name.
final class LinkLogs {
    static final Logger LINK = LoggerFactory.getLogger("rpc-server");
    static final Logger ERROR = LoggerFactory.getLogger("common-error");

    private LinkLogs() {}
}
