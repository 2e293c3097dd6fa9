package io.quartermaster.server.firing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.Routing;
import io.quartermaster.model.RunStatus;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.peer.Ended;
import io.quartermaster.server.peer.PeerAddress;
import io.quartermaster.server.peer.PeerNode;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientsTest {
    private static final JobSpec JOB =
            JobSpec.blank(PeerNode.INSTANCE).withName("job").withTarget(JobType.SIMPLE, "settlement", "hello");

    @TempDir
    Path directory;

    @Test
    void aClientOfSeveralServersCountsOnceByItsOwnLinkAndByAnotherWhenThatEnds() {
        List<PeerAddress> live = new CopyOnWriteArrayList<>();
        try (PeerNode near = PeerNode.start("near", live, directory);
                PeerNode far = PeerNode.start("far", live, directory);
                PeerNode farther = PeerNode.start("farther", live, directory)) {
            live.addAll(List.of(near.address(), far.address(), farther.address()));
            Clients clients = new Clients("CellA");
            clients.attach(near.link);
            clients.attach(near.peers);
            try (SchedulerClient everywhere = near.client()
                            .server("127.0.0.1:" + far.link.port())
                            .server("127.0.0.1:" + farther.link.port())
                            .build();
                    SchedulerClient elsewhere = far.client().build()) {
                everywhere.start();
                elsewhere.start();
                Eventually.until(
                        "all links are known", () -> near.peers.clients().size() == 3);
                String own = Eventually.given("its own link is there", () -> near.link.clients().stream()
                        .map(client -> client.sessionId())
                        .findFirst()
                        .orElse(null));

                assertThat(clients.candidates(JOB)).hasSize(2);
                ConnectedClient linked = clients.find(own).orElseThrow();
                assertThat(clients.candidates(JOB).getFirst())
                        .isEqualTo(new Routing.Candidate(
                                own,
                                "settlement",
                                "CellA",
                                null,
                                0,
                                "settlement@" + linked.host() + "#" + linked.processId() + "/" + linked.clientId(),
                                linked.host(),
                                linked.address()));
                assertThat(clients.sessions()).containsExactly(own);
                assertThat(clients.candidates(JOB)).allSatisfy(one -> assertThat(clients.find(one.session()))
                        .isPresent());

                near.link.close();
                assertThat(clients.candidates(JOB)).hasSize(2).noneMatch(one -> one.session()
                        .equals(own));
            }
        }
    }

    @Test
    void aRunWhoseEndAnotherServerStoredIsNoLongerCounted() {
        List<PeerAddress> live = new CopyOnWriteArrayList<>();
        try (PeerNode near = PeerNode.start("near", live, directory);
                PeerNode far = PeerNode.start("far", live, directory)) {
            live.addAll(List.of(near.address(), far.address()));
            Clients clients = new Clients("CellA");
            clients.attach(near.peers);
            try (SchedulerClient client = far.client().build()) {
                client.start();
                Eventually.until("it is known", () -> !clients.candidates(JOB).isEmpty());
                String session = clients.candidates(JOB).getFirst().session();
                RunningRuns running = new RunningRuns(clients);
                near.peers.onEnded(run -> running.ended(run.record()));
                running.began(new RecordId(7), new JobId(1), session);
                running.began(new RecordId(8), new JobId(1), session);

                far.peers.tellEnded("near", new Ended(new RecordId(7), RunStatus.SUCCEED, session));
                Eventually.until(
                        "one is counted",
                        () -> clients.candidates(JOB).getFirst().active() == 1);
            }
        }
    }
}
