package io.quartermaster.app.zones;

import io.quartermaster.model.ZoneSwitch;
import org.jspecify.annotations.Nullable;

/// The statement of the operations guide that does the same as an apply, to be read before it and to be pasted into
/// a runbook.
final class SwitchStatement {
    private SwitchStatement() {}

    static String of(String instance, @Nullable String seen, @Nullable String value) {
        if (value == null) {
            return "delete from antscheduler.config where instance_id = " + quoted(instance) + " and config_key = "
                    + quoted(ZoneSwitch.CONFIG_KEY) + ";";
        }
        if (seen == null) {
            return "insert into antscheduler.config(instance_id, config_key, config_value,gmt_modify) values ("
                    + quoted(instance) + ", " + quoted(ZoneSwitch.CONFIG_KEY) + "," + quoted(value) + ",now());";
        }
        return "update antscheduler.config set config_value = " + quoted(value) + ", gmt_modify = now()"
                + " where instance_id = " + quoted(instance) + " and config_key = " + quoted(ZoneSwitch.CONFIG_KEY)
                + ";";
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
