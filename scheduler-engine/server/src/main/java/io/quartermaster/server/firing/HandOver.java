package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.TriggerRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One instant on its way out: runs go to their clients in frames of many, and what is to be told of them is told when
/// all are gone, for a file must not make the rest of an instant late. Confined to the thread that fires it.
final class HandOver {
    /// So many go out together: few enough that the first need not wait long for the last, and enough that their
    /// clients are not woken for each.
    private static final int TOGETHER = 128;

    private final DispatchRuns dispatch;
    private final RunLog log;
    private final Set<String> sessions = new HashSet<>();
    private final List<RunLog.Sent> sent = new ArrayList<>();
    private final List<Runnable> told = new ArrayList<>();
    private int gathered;

    HandOver(DispatchRuns dispatch, RunLog log) {
        this.dispatch = dispatch;
        this.log = log;
    }

    /// What is to be told in the end.
    void tell(Runnable line) {
        told.add(line);
    }

    /// It is being sent, this way or that.
    void sending(TriggerRecord record, Decide.Verdict.Fire fire) {
        sent.add(new RunLog.Sent(record, fire));
    }

    void gather(
            TriggerRecord record, Job job, String session, DispatchRuns.Route route, DispatchRuns.Elsewhere elsewhere) {
        sessions.add(session);
        dispatch.gather(record, job, session, route, elsewhere);
        if (++gathered % TOGETHER == 0) {
            flush();
        }
    }

    /// Nothing more comes.
    void end() {
        flush();
        log.sent(sent);
        told.forEach(Runnable::run);
    }

    private void flush() {
        dispatch.flush(sessions);
        sessions.clear();
    }
}
