package io.quartermaster.server.watching;

import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.log.LogLine;
import io.quartermaster.server.watching.Vitals.Counts;
import java.util.function.Supplier;

/// Tells once a minute in `monitor.log` how the server does. Confined to one loop.
public final class Monitor {
    private final Supplier<Vitals> vitals;
    private final LogBook log;
    private Counts told = new Counts(0, 0, 0, 0);

    public Monitor(Supplier<Vitals> vitals, LogBook log) {
        this.vitals = vitals;
        this.log = log;
    }

    /// One line, and another one when the clock is too far off.
    public void tell() {
        Vitals now = vitals.get();
        Counts since = now.counts().since(told);
        told = now.counts();
        LogLine line = line("FIGURES", now)
                .and(since.fired())
                .and(since.late())
                .and(since.skipped())
                .and(since.failed())
                .and(now.depths().armed())
                .and(now.depths().running())
                .and(now.depths().ledger())
                .and(now.base().roundTrip().toMillis())
                .and(now.base().clockOffset().toMillis())
                .and(now.standing().slots())
                .and(role(now.standing()))
                .and(now.standing().clients());
        log.add(LogBook.Name.MONITOR, line);
        if (now.base().clockOff()) {
            clock(now);
        }
    }

    private void clock(Vitals now) {
        log.add(
                LogBook.Name.MONITOR,
                line("CLOCK", now)
                        .and(now.base().clockOffset().toMillis())
                        .and(now.base().clockLimit().toMillis())
                        .text("the machine's clock is further off than the limit: this server does not lead until it"
                                + " is right; have a time service set it")
                        .asFailed());
    }

    private static LogLine line(String event, Vitals of) {
        return LogLine.of(null, null, null).and(event).and(of.server());
    }

    private static String role(Vitals.Standing standing) {
        return standing.leads() ? "leader" : standing.member() ? "member" : "none";
    }
}
