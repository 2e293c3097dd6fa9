package io.quartermaster.app.zones;

import static io.quartermaster.app.zones.ZoneDatabase.BEN;
import static io.quartermaster.app.zones.ZoneDatabase.INSTANCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.InstanceId;
import io.quartermaster.testing.ManualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ZonesViewModelTest {
    private static final String A_TO_B = "{\"CellA\":\"CellB\"}";

    private final ZoneDatabase zones = new ZoneDatabase();
    private final ManualTasks tasks = new ManualTasks();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T06:00:00Z"));
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final ZonesViewModel model = new ZonesViewModel(
            tasks.tasks(),
            new Texts(Language.ENGLISH),
            clock,
            workspace,
            (directory, wanted) -> Optional.<ProofLine>empty());
    private final List<LastChange> done = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    @AfterEach
    void close() {
        zones.close();
    }

    @Test
    void withoutAConnectionItSaysSo() {
        model.refresh();

        assertThat(model.faceProperty().get()).isEqualTo(new ZonesFace.NotConnected());
    }

    @Test
    void aDatabaseWithoutServersAndClientsHasNoZones() {
        connect();

        assertThat(model.faceProperty().get()).isEqualTo(new ZonesFace.NoZones());
    }

    @Test
    void cellsShowWhoIsThere() {
        zones.server("s1", "CellA", true).server("s2", "CellA", false).clients("CellB", "settle-app", 3);
        connect();

        assertThat(shown().cells())
                .containsExactly(
                        new Cell("CellA", true, 2, 1, 0, List.of()),
                        new Cell("CellB", true, 0, 0, 3, List.of("settle-app")));
    }

    @Test
    void rowsOfEveryInstanceShowTheCurrentOneFirst() {
        twoCells();
        zones.byHand("000000", A_TO_B).byHand("settle 结算", "(\"CellA\":\"CellB\")");
        connect();

        assertThat(shown().rows()).extracting(InstanceRow::instance).containsExactly("000001", "000000", "settle 结算");
        assertThat(shown().rows().get(0).standing()).isEqualTo(new Standing.None());
        assertThat(shown().rows().get(1).standing()).isInstanceOf(Standing.Switched.class);
        assertThat(shown().rows().get(2).standing()).isInstanceOf(Standing.Unreadable.class);
        assertThat(shown().rows().get(2).editable()).isFalse();
    }

    @Test
    void anApplyWritesTheRowAndTheAudit() {
        twoCells();
        connect();
        model.draft().draw("CellA", "CellB");

        apply("CellA is dark");

        assertThat(zones.row()).isEqualTo(A_TO_B);
        assertThat(done).hasSize(1);
        assertThat(model.draft().dirtyProperty().get()).isFalse();
        AuditEntry entry = audit().getFirst();
        assertThat(entry.action()).isEqualTo("zone.switch");
        assertThat(entry.after()).isEqualTo(A_TO_B);
        assertThat(entry.reason()).isEqualTo("CellA is dark");
    }

    @Test
    void anUndoPutsBackWhatStoodBefore() {
        twoCells();
        connect();
        model.draft().draw("CellA", "CellB");
        apply(null);

        model.undo(done.getFirst(), done::add, conflicts::add);
        tasks.runAll();

        assertThat(zones.row()).isNull();
        assertThat(audit()).extracting(AuditEntry::action).containsExactly("zone.restore", "zone.switch");
        assertThat(model.draft().jsonProperty().get()).isEmpty();
    }

    @Test
    void anUndoAfterSomebodyElsesChangeIsRefused() {
        twoCells();
        connect();
        model.draft().draw("CellA", "CellB");
        apply(null);
        zones.database().config().setZoneSwitch(INSTANCE, A_TO_B, "{\"CellB\":\"CellA\"}", BEN, null);

        model.undo(done.getFirst(), done::add, conflicts::add);
        tasks.runAll();

        assertThat(zones.row()).isEqualTo("{\"CellB\":\"CellA\"}");
        assertThat(conflicts).containsExactly(new Conflict("000001", A_TO_B, null, "{\"CellB\":\"CellA\"}", true));
    }

    @Test
    void anApplyOverSomebodyElsesChangeShowsBothAndCanOverwriteKnowingly() {
        twoCells();
        connect();
        model.draft().draw("CellA", "CellB");
        zones.byHand("000001", "{\"CellB\":\"CellA\"}");

        apply(null);
        assertThat(conflicts).containsExactly(new Conflict("000001", null, A_TO_B, "{\"CellB\":\"CellA\"}", false));
        assertThat(zones.row()).isEqualTo("{\"CellB\":\"CellA\"}");

        model.overwrite(conflicts.getFirst(), "sure", done::add, conflicts::add);
        tasks.runAll();
        assertThat(zones.row()).isEqualTo(A_TO_B);
    }

    @Test
    void aRowChangedWhileTypingIsToldAndWhatWasTypedStays() {
        twoCells();
        connect();
        model.draft().draw("CellA", "CellB");
        zones.byHand("000001", "()");

        model.poll();
        tasks.runAll();

        assertThat(Objects.requireNonNull(model.newerProperty().get()).value()).isEqualTo("()");
        assertThat(model.draft().jsonProperty().get()).isEqualTo(A_TO_B);

        model.takeTheirs();
        tasks.runAll();
        assertThat(model.draft().jsonProperty().get()).isEqualTo("()");
        assertThat(model.newerProperty().get()).isNull();
    }

    @Test
    void aRowChangedWhileNobodyTypesIsFollowed() {
        twoCells();
        connect();
        zones.byHand("000001", A_TO_B);

        model.poll();
        tasks.runAll();

        assertThat(model.draft().jsonProperty().get()).isEqualTo(A_TO_B);
        assertThat(model.newerProperty().get()).isNull();
    }

    @Test
    void anotherInstanceCanBeEdited() {
        twoCells();
        zones.byHand("000002", "()");
        connect();

        model.select("000002");
        tasks.runAll();
        model.restore(null, done::add, conflicts::add);
        tasks.runAll();

        assertThat(zones.database().config().zoneSwitch(new InstanceId("000002")))
                .isEmpty();
    }

    @Test
    void aDatabaseThatGoesAwayLeavesTheContentAndSaysSinceWhen() {
        twoCells();
        connect();
        zones.close();

        model.poll();
        tasks.runAll();

        assertThat(model.faceProperty().get()).isEqualTo(new ZonesFace.Ready());
        assertThat(Objects.requireNonNull(model.staleProperty().get()).since()).isEqualTo(clock.instant());
    }

    @Test
    void aDatabaseThatNeverAnsweredIsBroken() {
        zones.close();
        connect();

        assertThat(model.faceProperty().get()).isInstanceOf(ZonesFace.Broken.class);
    }

    @Test
    void afterAnApplyTheProofBeginsByItself() {
        twoCells();
        connect();
        model.draft().draw("CellA", "CellB");
        apply(null);

        assertThat(model.proof().proofProperty().get()).isEqualTo(new Proof.NotHere());
    }

    private void twoCells() {
        zones.server("s1", "CellA", true).server("s2", "CellB", true);
    }

    private void connect() {
        workspace.set(zones.workspace(null));
        model.refresh();
        tasks.runAll();
    }

    private void apply(@Nullable String reason) {
        model.apply(reason, done::add, conflicts::add);
        tasks.runAll();
    }

    private ZonesSnapshot shown() {
        return Objects.requireNonNull(model.shownProperty().get());
    }

    private List<AuditEntry> audit() {
        return zones.database().audit().page(INSTANCE, null, 10);
    }
}
