package io.quartermaster.app.zones;

import static io.quartermaster.app.zones.ZoneDatabase.ANNA;
import static io.quartermaster.app.zones.ZoneDatabase.INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Again;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.store.SaveResult;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What was triggered before a switch, offered to be sent again.
class SendingAgainTest {
    private static final String A_TO_B = "{\"CellA\":\"CellB\"}";

    private final ZoneDatabase zones = new ZoneDatabase();
    private final ZonesWindow window =
            new ZonesWindow(Path.of("target", "again-window"), zones.database().now());

    @AfterEach
    void close() {
        window.close();
        zones.close();
    }

    @Test
    void whatHasNotReportedIsCountedListedAndSentAgainWithAReason() {
        zones.threeCells();
        runs(job("settle-interest", JobType.SIMPLE), "CellA", "settle-app@10.0.0.7:51000", 2);
        runs(job("announce-eod", JobType.MESSAGE), "CellA", null, 1);
        runs(job("settle-fees", JobType.SIMPLE), "CellB", "settle-app@10.0.0.8:51000", 1);
        zones.byHand("000001", A_TO_B);
        window.connectAndWait(zones.workspace(null));

        assertThat(ui().text("#again-count")).isEqualTo("3 runs that were triggered in CellA have not reported");
        Pictures.takeAll(ui(), window.desk(), "zones-again-offered");
        ui().click("#action-zones-again");
        assertThat(ui().text("#dialog-verb")).isEqualTo("Send 3 again");
        assertThat(ui().text("#again-warning")).startsWith("Jobs must be idempotent");
        assertThat(ui().node("#dialog-verb").isDisabled()).isTrue();
        Pictures.takeAll(ui(), window.desk(), "zones-again");
        ui().type("#again-reason", "CellA burns").click("#dialog-verb");

        Eventually.until("it is asked for", () -> wishes().size() == 3);
        assertThat(wishes())
                .map(options -> Again.read(options))
                .containsExactly(
                        new Again(new RecordId(1), "CellA burns"),
                        new Again(new RecordId(2), "CellA burns"),
                        new Again(new RecordId(3), "CellA burns"));
        answer();
        ui().await("the answer is told", () -> {
            window.tick();
            return ui().stage().getScene().getRoot().lookup(".toast") != null;
        });
        List<AuditEntry> audit = zones.database().audit().page(INSTANCE, null, 3);
        assertThat(audit).extracting(AuditEntry::action).containsOnly("run.again");
        assertThat(audit).extracting(AuditEntry::reason).containsOnly("CellA burns");
    }

    @Test
    void nothingIsOfferedWhereNothingIsSwitchedOrNothingIsOpen() {
        zones.threeCells();
        runs(job("settle-fees", JobType.SIMPLE), "CellB", "settle-app@10.0.0.8:51000", 1);
        window.connectAndWait(zones.workspace(null));
        assertThat(ui().isShown("#again-count")).isFalse();
        zones.byHand("000001", A_TO_B);
        window.refresh();
        ui().pulses(3);

        assertThat(ui().isShown("#again-count")).isFalse();
    }

    private Ui ui() {
        return window.ui();
    }

    private Job job(String name, JobType type) {
        JobSpec spec = JobSpec.blank(INSTANCE)
                .withName(name)
                .withTarget(type, type == JobType.SIMPLE ? "settle-app" : "", "work");
        return ((SaveResult.Saved) zones.database().jobs().create(spec, true, ANNA)).job();
    }

    private void runs(Job job, String zone, @Nullable String client, int count) {
        long now = zones.database().now().toEpochMilli();
        for (int i = 0; i < count; i++) {
            long at = now - 60_000 + i;
            zones.database().run(handle -> handle.createUpdate(
                            """
                            insert into trigger_record (instance_id, job_id, slot, job_name, job_version, trace_id, reason,
                              status, attempt, planned_at, due_at, fired_at, zone, client, owner_epoch)
                            values ('000001', :job, 0, :name, 1, '8f3a21c0d4e54b7a', 'TIMING', 'EXECUTING', 1, :at, :at, :at,
                              :zone, :client, 1)""")
                    .bind("job", job.id().value())
                    .bind("name", job.spec().name())
                    .bind("at", at)
                    .bind("zone", zone)
                    .bind("client", client)
                    .execute());
        }
    }

    private List<String> wishes() {
        return zones.database()
                .call(handle -> handle.createQuery("select options from command where kind = 'SEND_AGAIN' order by id")
                        .mapTo(String.class)
                        .list());
    }

    /// As a server does.
    private void answer() {
        zones.database().run(handle -> handle.createUpdate("update command set state = 'DONE', answer = 'sent again'")
                .execute());
    }
}
