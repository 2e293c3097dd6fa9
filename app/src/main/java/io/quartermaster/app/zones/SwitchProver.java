package io.quartermaster.app.zones;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks for the proof of the switch that stands, in the logs of the connection or where the person says they lie. FX
/// thread only.
final class SwitchProver {
    private final ProofViewModel proof;
    private @Nullable Path logs;

    SwitchProver(ProofViewModel proof) {
        this.proof = proof;
    }

    ProofViewModel proof() {
        return proof;
    }

    /// Where it looks from now on; null when the logs do not lie on this machine.
    void lookIn(@Nullable Path directory) {
        logs = directory;
    }

    /// Begins to prove what stands for the instance; does nothing while no switch does.
    void prove(@Nullable InstanceRow row, @Nullable ZonesSnapshot now) {
        if (row != null && row.standing() instanceof Standing.Switched switched && row.modified() != null) {
            proof.ask(
                    new ProofViewModel.Question(
                            row.instance(), switched.zoneSwitch(), row.modified(), others(row, now)),
                    logs);
        }
    }

    private static Set<String> others(InstanceRow row, @Nullable ZonesSnapshot now) {
        return now == null
                ? Set.of()
                : now.rows().stream()
                        .map(InstanceRow::instance)
                        .filter(instance -> !instance.equals(row.instance()))
                        .collect(Collectors.toSet());
    }
}
