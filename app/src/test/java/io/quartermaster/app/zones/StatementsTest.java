package io.quartermaster.app.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.ZoneSwitch;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementsTest {
    private static final String MOVED = "{\"CellA\":\"CellB\"}";

    @Test
    void theStatementsShownAreTheGuides() {
        assertThat(SwitchStatement.of("XXX", null, MOVED))
                .isEqualTo("insert into antscheduler.config(instance_id, config_key, config_value,gmt_modify) values"
                        + " ('XXX', 'switchZone','{\"CellA\":\"CellB\"}',now());");
        assertThat(SwitchStatement.of("XXX", MOVED, null))
                .isEqualTo("delete from antscheduler.config where instance_id = 'XXX' and config_key = 'switchZone';");
    }

    @Test
    void theStatementShownDoesWhatAnApplyDoes() {
        try (ZoneDatabase zones = new ZoneDatabase()) {
            String odd = "{\"Cell'A\":\"CellB\"}";
            zones.database().run(handle -> handle.execute(SwitchStatement.of("000001", null, odd)));
            assertThat(zones.row()).isEqualTo(odd);

            zones.database().run(handle -> handle.execute(SwitchStatement.of("000001", odd, MOVED)));
            assertThat(zones.row()).isEqualTo(MOVED);

            zones.database().run(handle -> handle.execute(SwitchStatement.of("000001", MOVED, null)));
            assertThat(zones.row()).isNull();
        }
    }

    @Test
    void theCommandSearchesForTheTextAndNotForAPattern() {
        assertThat(ProofCommand.of(new ZoneSwitch(Map.of("CellA", "CellB")), "/home/admin/logs/antscheduler"))
                .isEqualTo("grep -F -e '^zoneName$=CellB' '/home/admin/logs/antscheduler/job-msg.log' | tail -n 5");
        assertThat(ProofCommand.of(new ZoneSwitch(Map.of("CellA", "Cell'B")), "/var/log of us/"))
                .isEqualTo("grep -F -e '^zoneName$=Cell'\\''B' '/var/log of us/job-msg.log' | tail -n 5");
    }
}
