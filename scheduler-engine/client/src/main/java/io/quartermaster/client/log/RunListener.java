package io.quartermaster.client.log;

import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.client.wire.WireReport;

/// Hears of runs. Called on the threads that run them: it must be quick and must not throw.
@FunctionalInterface
public interface RunListener {
    /// Hears nothing.
    RunListener NONE = (dispatch, report) -> {};

    /// Once for each run, when it has ended and before anybody else hears of that.
    ///
    /// @param report made of ONEWAY runs too, which is then sent to nobody
    void ended(WireDispatch dispatch, WireReport report);
}
