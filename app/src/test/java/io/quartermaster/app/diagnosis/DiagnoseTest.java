package io.quartermaster.app.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.diagnosis.Check.Result;
import io.quartermaster.app.diagnosis.Check.Topic;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.store.AccessKeyRepository;
import io.quartermaster.store.engine.ClientSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The guide's checks, over what a real database tells.
class DiagnoseTest {
    private static final String NO_TARGET = "no target was found";

    @TempDir
    Path logs;

    private final Seeded seeded = new Seeded();
    private final ClientSessions sessions = new ClientSessions(seeded.database());
    private final Instant now = seeded.database().now();

    @AfterEach
    void close() {
        seeded.close();
    }

    @Test
    void theTextsThatRunbooksSearchForAreKnown() {
        assertThat(Map.of(
                        "no target was found", Symptom.NO_TARGET,
                        "no available target zones was found, please check if clients are available", Symptom.NO_ZONES,
                        "no available targets was found in zone CellA", Symptom.NONE_IN_ZONE,
                        "target zone is null", Symptom.ZONE_NULL,
                        "type of handler settleAll is not ISimpleJobHandler", Symptom.WRONG_KIND,
                        "no available connection: gone", Symptom.NO_CONNECTION,
                        "remote execute is disabled, please enable first", Symptom.REMOTE_OFF,
                        "MsgBroker Server rejects the message type TOPIC [TP_F_SC] EVENT [EC_X]",
                                Symptom.BROKER_REJECTS))
                .allSatisfy((text, symptom) ->
                        assertThat(Symptom.of(RunStatus.FAILED, "x: " + text)).contains(symptom));
        assertThat(Symptom.of(RunStatus.TIMEOUT, null)).contains(Symptom.TIMEOUT);
        assertThat(Symptom.of(RunStatus.FAILED, "NullPointerException")).isEmpty();
        assertThat(Symptom.of(RunStatus.SUCCEED, NO_TARGET)).isEmpty();
    }

    @Test
    void nobodyWasEverThereAndNoServerIsAliveAndNoKeyLetsAnybodyIn() {
        Map<Topic, Check> checks = checks(Seeded.spec("eod"), NO_TARGET, null);

        assertThat(checks.keySet())
                .containsExactlyInAnyOrder(
                        Topic.CLIENT,
                        Topic.HANDLER,
                        Topic.ZONES,
                        Topic.SWITCH,
                        Topic.SERVERS,
                        Topic.KEY,
                        Topic.NO_AUTH);
        assertThat(said(checks, Topic.CLIENT)).isEqualTo("WRONG diagnosis.client.never");
        assertThat(said(checks, Topic.HANDLER)).isEqualTo("UNKNOWN diagnosis.handler.unknown");
        assertThat(said(checks, Topic.SERVERS)).isEqualTo("WRONG diagnosis.servers.none");
        assertThat(said(checks, Topic.KEY)).isEqualTo("WRONG diagnosis.key.none");
        assertThat(said(checks, Topic.NO_AUTH)).isEqualTo("UNKNOWN diagnosis.auth.elsewhere");
        assertThat(said(checks, Topic.SWITCH)).isEqualTo("OK diagnosis.switch.none");
    }

    @Test
    void whoLeftIsNamedWithWhenAndWhyAndWhetherItWasThereWhenItFailed() {
        client("p1", "CellA", now.minusSeconds(900), Map.of("settleHandler", HandlerKind.SIMPLE));
        sessions.disconnected("p1", now.minusSeconds(300), "said nothing for 10 s");
        Map<Topic, Check> checks = checks(Seeded.spec("eod"), NO_TARGET, null);

        Check client = Objects.requireNonNull(checks.get(Topic.CLIENT));
        assertThat(client.said().key()).isEqualTo("diagnosis.client.gone");
        assertThat(client.evidence())
                .contains(Said.of(
                        "client.ended", "10.0.0.7:51000", "CellA", ms(now.minusSeconds(300)), "said nothing for 10 s"));
        assertThat(client.evidence().getFirst().args()).endsWith(0);
        assertThat(said(checks, Topic.HANDLER)).isEqualTo("OK diagnosis.handler.were");
    }

    @Test
    void whenAllIsWellNowItSaysSo() {
        client("p1", "CellA", now.minusSeconds(900), Map.of("settleHandler", HandlerKind.SIMPLE));
        server("s1", now.plusSeconds(60));
        seeded.database().accessKeys().add(new AccessKeyRepository.Key("ak", "sk", Seeded.INSTANCE));

        Map<Topic, Check> checks = checks(Seeded.spec("eod"), NO_TARGET, logs);

        checks.remove(Topic.NO_AUTH);
        assertThat(checks.values()).extracting(Check::result).containsOnly(Result.OK);
    }

    @Test
    void aHandlerOfTheWrongKindIsToldFromOneThatIsMissing() {
        client(
                "p1",
                "CellA",
                now.minusSeconds(900),
                Map.of("byTable", HandlerKind.SIMPLE, "other", HandlerKind.SIMPLE));
        JobSpec cluster = Seeded.spec("all")
                .withTarget(JobType.CLUSTER, "settle-app", "settleAll")
                .withWork(WorkPlan.WHOLE.withSplits(List.of("byTable")));

        Check handlers =
                Objects.requireNonNull(checks(cluster, "type of handler byTable is not IClusterJobSplitHandler", null)
                        .get(Topic.HANDLER));

        assertThat(handlers.said().key()).isEqualTo("diagnosis.handler.wrong.kind");
        assertThat(handlers.evidence())
                .extracting(Said::key)
                .containsExactly("diagnosis.handler.kind", "diagnosis.handler.missing", "diagnosis.handler.offered");
    }

    @Test
    void aSwitchThatLeadsToNobodyAndAZoneWithoutClientsAreFound() {
        client("p1", "CellA", now.minusSeconds(900), Map.of("settleHandler", HandlerKind.SIMPLE));
        seeded.database().config().setZoneSwitch(Seeded.INSTANCE, null, "{\"CellA\":\"CellB\"}", Seeded.ANNA, null);
        JobSpec named = Seeded.spec("eod").withZones(new ZoneScope.Named(List.of("CellA")));

        Map<Topic, Check> checks = checks(named, "no available targets was found in zone CellB", null);

        assertThat(said(checks, Topic.ZONES)).isEqualTo("WRONG diagnosis.zones.named.none");
        assertThat(said(checks, Topic.SWITCH)).isEqualTo("WRONG diagnosis.switch.empty");
        assertThat(Objects.requireNonNull(checks.get(Topic.SWITCH)).said().args())
                .containsExactly("CellB");

        seeded.database().run(handle -> handle.execute("update config set config_value = '(\"CellA\":\"CellB\")'"));
        assertThat(said(checks(named.withName("again"), NO_TARGET, null), Topic.SWITCH))
                .isEqualTo("WRONG diagnosis.switch.unreadable");
    }

    @Test
    void chosenHostsAreComparedWithThoseThatAreThere() {
        client("p1", "CellA", now.minusSeconds(900), Map.of("settleHandler", HandlerKind.SIMPLE));
        JobSpec chosen = Seeded.spec("eod").withPolicies(policies(Duration.ZERO, Policies.Routing.CHOSEN));

        assertThat(said(
                        checks(chosen.withWork(WorkPlan.WHOLE.withAddresses(List.of("10.0.0.9"))), NO_TARGET, null),
                        Topic.HOSTS))
                .startsWith("WRONG");
        assertThat(said(
                        checks(
                                chosen.withName("b").withWork(WorkPlan.WHOLE.withAddresses(List.of("10.0.0.7"))),
                                NO_TARGET,
                                null),
                        Topic.HOSTS))
                .startsWith("OK");
    }

    @Test
    void refusedClientsAreReadOutOfTheLogWhereItIsHere() throws IOException {
        Path log = logs.resolve("rpc-server.log");
        Files.writeString(log, "2026-11-21 10:00:00,client[10.0.0.9:5] linked\n");
        assertThat(said(checks(Seeded.spec("a"), NO_TARGET, logs), Topic.NO_AUTH))
                .startsWith("OK");
        Files.writeString(log, "x\n2026-11-21 10:00:01,client[10.0.0.9:5] has no auth\n");
        Check refused =
                Objects.requireNonNull(checks(Seeded.spec("b"), NO_TARGET, logs).get(Topic.NO_AUTH));
        assertThat(refused.result()).isEqualTo(Result.WRONG);
        assertThat(refused.evidence().getFirst().args())
                .containsExactly("2026-11-21 10:00:01,client[10.0.0.9:5] has no auth");
    }

    @Test
    void aTimeoutIsComparedWithWhatGoodRunsTake() {
        JobSpec tight = Seeded.spec("eod").withPolicies(policies(Duration.ofSeconds(1), Policies.Routing.RANDOM));
        Job job = seeded.job(tight, true);
        assertThat(timeout(job)).isEqualTo("UNKNOWN diagnosis.timeout.never");
        // such a record takes a second and a half
        seeded.record(job, now.minusSeconds(500), RunStatus.SUCCEED);
        assertThat(timeout(job)).isEqualTo("WRONG diagnosis.timeout.low");
        Job patient = seeded.job(
                tight.withName("patient").withPolicies(policies(Duration.ofMinutes(5), Policies.Routing.RANDOM)), true);
        seeded.record(patient, now.minusSeconds(500), RunStatus.SUCCEED);
        assertThat(timeout(patient)).isEqualTo("OK diagnosis.timeout.fine");
    }

    @Test
    void remoteModeIsWrongAsLongAsTheJobAsksForItAndTheBrokerIsNotAskable() {
        Policies oneWay = new Policies(
                Policies.DEFAULT.missed(),
                Duration.ZERO,
                Policies.DEFAULT.onTimeout(),
                0,
                Policies.DEFAULT.backOff(),
                false,
                Policies.Communication.ONEWAY,
                Policies.Routing.RANDOM);
        String remote = "remote execute is disabled, please enable first";
        assertThat(said(checks(Seeded.spec("a").withPolicies(oneWay), remote, null), Topic.REMOTE))
                .isEqualTo("WRONG diagnosis.remote.oneway");
        assertThat(said(checks(Seeded.spec("b"), remote, null), Topic.REMOTE)).isEqualTo("OK diagnosis.remote.changed");
        JobSpec message = Seeded.spec("m").withTarget(JobType.MESSAGE, "", "EC_X");
        assertThat(checks(message, "MsgBroker Server rejects the message type TOPIC [TP_F_SC] EVENT [EC_X]", null))
                .containsOnlyKeys(Topic.BROKER);
    }

    @Test
    void aLinkThatEndedAroundThenIsEvidence() {
        client("p1", "CellA", now.minusSeconds(900), Map.of("settleHandler", HandlerKind.SIMPLE));
        sessions.disconnected("p1", now.minusSeconds(110), "connection reset");
        assertThat(said(checks(Seeded.spec("a"), "no available connection", null), Topic.LINK))
                .isEqualTo("WRONG diagnosis.link.lost");
    }

    private String timeout(Job job) {
        RecordId id = seeded.record(job, now.minusSeconds(100 - job.id().value()), RunStatus.TIMEOUT);
        TriggerRecord record = seeded.database().records().find(id).orElseThrow();
        seeded.database().run(handle -> handle.execute("delete from trigger_record where id = ?", id.value()));
        return said(byTopic(Diagnose.of(Symptom.TIMEOUT, Evidence.read(seeded.workspace(), record))), Topic.TIMEOUT);
    }

    /// What is found for a record of a job that failed 100 seconds ago with `error`.
    private Map<Topic, Check> checks(JobSpec spec, String error, @Nullable Path directory) {
        Job job = seeded.job(spec, true);
        RecordId id = seeded.record(job, now.minusSeconds(100), RunStatus.FAILED);
        seeded.database()
                .run(handle -> handle.execute("update trigger_record set error = ? where id = ?", error, id.value()));
        TriggerRecord record = seeded.database().records().find(id).orElseThrow();
        Workspace in = new Workspace(
                seeded.database(),
                Seeded.INSTANCE,
                Seeded.ANNA,
                seeded.workspace().environment(),
                directory);
        return byTopic(Diagnose.of(Symptom.of(record).orElseThrow(), Evidence.read(in, record)));
    }

    private static Map<Topic, Check> byTopic(List<Check> checks) {
        return checks.stream().collect(Collectors.toMap(Check::topic, Function.identity()));
    }

    private static String said(Map<Topic, Check> checks, Topic topic) {
        Check check = Objects.requireNonNull(checks.get(topic));
        return check.result() + " " + check.said().key();
    }

    private static Instant ms(Instant at) {
        return Instant.ofEpochMilli(at.toEpochMilli());
    }

    private static Policies policies(Duration timeout, Policies.Routing routing) {
        return new Policies(
                Policies.DEFAULT.missed(),
                timeout,
                Policies.DEFAULT.onTimeout(),
                0,
                Policies.DEFAULT.backOff(),
                false,
                Policies.Communication.CALLBACK,
                routing);
    }

    private void client(String id, String zone, Instant since, Map<String, HandlerKind> handlers) {
        sessions.connected(
                "s1",
                new ClientSessions.Session(
                        id, Seeded.INSTANCE, "settle-app", "10.0.0.7:51000", zone, "10.0.0.7", 7, id, since, handlers));
    }

    private void server(String id, Instant lease) {
        seeded.database()
                .run(handle -> handle.execute(
                        """
                        insert into server (server_id, epoch, host, zone, link_address, log_directory, version, started_at,
                          beat_at, lease_until_at, clock_offset_ms, running, fired)
                        values (?, 1, 'h', 'CellA', 'h:9001', '/logs', '1', 1, 1, ?, 0, 0, 0)""",
                        id,
                        lease.toEpochMilli()));
    }
}
