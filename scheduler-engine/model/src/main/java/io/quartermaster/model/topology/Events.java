package io.quartermaster.model.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What happens around a node's work (DOMAIN §3). Gateways take only the wait.
///
/// @param breakpoint the run halts after the node until a person confirms, in runs that honour breakpoints
/// @param loop       does the work again, null for once
/// @param delay      how long the node waits before it runs, null for not at all
public record Events(boolean breakpoint, @Nullable Loop loop, @Nullable Duration delay) {
    public static final Events NONE = new Events(false, null, null);

    /// Passes until the exit condition holds; past the last pass the node fails.
    ///
    /// @param exit     over the topology's parameters, see [Conditions]
    /// @param interval from the end of a pass to the start of the next
    /// @param passes   1 to [#MOST_PASSES]
    public record Loop(String exit, Duration interval, int passes) {
        public static final int MOST_PASSES = 20;
    }
}
