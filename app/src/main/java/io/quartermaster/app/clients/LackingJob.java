package io.quartermaster.app.clients;

import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.JobId;

/// A job of which nobody can run a handler now. Immutable.
///
/// @param handler which of its handlers
/// @param needed  what that has to be
/// @param why     what is missing
record LackingJob(JobId job, String name, String application, String handler, HandlerKind needed, Why why) {
    enum Why {
        /// No client of the application is connected.
        NO_CLIENT,
        /// Clients are, and none offers it.
        NOT_OFFERED,
        /// It is offered, as another kind.
        WRONG_KIND
    }
}
