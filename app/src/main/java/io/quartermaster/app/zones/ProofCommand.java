package io.quartermaster.app.zones;

import io.quartermaster.model.ZoneSwitch;
import java.util.stream.Collectors;

/// What an operator types on the server's host to prove a switch there.
final class ProofCommand {
    private ProofCommand() {}

    /// `-F`, because `^` and `$` stand for themselves here and grep would take them for the line's ends.
    static String of(ZoneSwitch zoneSwitch, String logDirectory) {
        String zones = zoneSwitch.moves().keySet().stream()
                .map(zoneSwitch::target)
                .distinct()
                .map(zone -> " -e " + quoted(SwitchProof.property(zone)))
                .collect(Collectors.joining());
        String slash = logDirectory.endsWith("/") ? "" : "/";
        return "grep -F" + zones + " " + quoted(logDirectory + slash + SwitchProof.FILE) + " | tail -n 5";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
