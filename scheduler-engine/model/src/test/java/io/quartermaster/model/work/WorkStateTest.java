package io.quartermaster.model.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.JobType;
import io.quartermaster.model.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorkStateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final String ZONE = "CellA";

    @Nested
    class Steps {
        private final WorkState state = WorkState.begin(1, steps(3, "a", "b"), List.of(ZONE), Map.of());

        @Test
        void aStepWaitsForAllPiecesOfTheFormer() {
            List<Chunk> pieces = state.ready(NOW, 10);
            assertThat(pieces).extracting(Chunk::data).containsExactly("0", "1", "2");
            pieces.forEach(each -> send(state, each, "one"));
            succeed(state, 1);
            succeed(state, 2);

            assertThat(state.ready(NOW, 10)).isEmpty();
            succeed(state, 3);
            assertThat(state.ready(NOW, 10)).extracting(Chunk::stage).containsOnly(1);
        }

        @Test
        void aPieceThatFailedForGoodEndsTheRunWhenTheOthersHaveEnded() {
            state.ready(NOW, 10).forEach(each -> send(state, each, "one"));
            fail(state, 2, "no money");
            fail(state, 2, "no money");
            assertThat(state.isOver()).isFalse();
            succeed(state, 1);
            succeed(state, 3);
            send(state, state.ready(NOW.plusSeconds(60), 1).get(0), "one");
            fail(state, 2, "no money");

            assertThat(state.isOver()).isTrue();
            assertThat(state.status()).isEqualTo(RunStatus.FAILED);
            assertThat(state.error()).isEqualTo("1 of 3 pieces failed; number 2: no money");
        }

        @Test
        void aPauseHoldsTheNextStepBackAndIsRefusedAtTheLast() {
            state.ready(NOW, 10).forEach(each -> send(state, each, "one"));
            assertThat(state.pause()).isEmpty();
            IntStream.rangeClosed(1, 3).forEach(number -> succeed(state, number));
            assertThat(state.stage()).isZero();
            assertThat(state.ready(NOW, 10)).isEmpty();

            assertThat(state.resume(NOW)).isEmpty();
            List<Chunk> next = state.ready(NOW, 10);
            next.forEach(each -> send(state, each, "one"));
            assertThat(next).hasSize(3);
            assertThat(state.pause()).contains(WorkState.LAST_HANDLER);
            assertThat(state.resume(NOW)).contains(WorkState.NOT_PAUSED);
        }

        @Test
        void aCancelledRunWaitsForWhatIsUnderWayAndHandsOutNothing() {
            send(state, state.ready(NOW, 10).get(0), "one");
            assertThat(state.cancel(NOW)).isEmpty();
            assertThat(state.isEnding()).isTrue();
            assertThat(state.ready(NOW, 10)).isEmpty();
            fail(state, 1, "stopped");

            assertThat(state.isOver()).isTrue();
            assertThat(state.status()).isEqualTo(RunStatus.CANCEL);
            assertThat(state.cancel(NOW)).contains(WorkState.NOT_RUNNING);
        }

        @Test
        void aRunThatTookTooLongEndsAsSuchEvenIfItsPiecesDoNot() {
            send(state, state.ready(NOW, 10).get(0), "one");
            state.overdue(Duration.ofSeconds(3), NOW);
            state.stopWaiting(NOW);

            assertThat(state.isOver()).isTrue();
            assertThat(state.status()).isEqualTo(RunStatus.TIMEOUT);
            assertThat(state.error()).isEqualTo("no result within 3000 ms");
        }
    }

    @Nested
    class Clusters {
        private final WorkState state = WorkState.begin(1, cluster("split", "execute"), List.of(ZONE), Map.of());

        @Test
        void nothingIsExecutedBeforeEverySplitHasEndedWell() {
            WorkState two = WorkState.begin(1, cluster("split", "execute"), List.of("CellA", "CellB"), Map.of());
            two.ready(NOW, 10).forEach(each -> send(two, each, "one"));
            made(two, 1, "x", "y");
            assertThat(two.ready(NOW, 10)).isEmpty();
            made(two, 2, "z");

            assertThat(two.ready(NOW, 10))
                    .extracting(Chunk::data, Chunk::zone, Chunk::parent)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("x", "CellA", 1),
                            org.assertj.core.groups.Tuple.tuple("y", "CellA", 1),
                            org.assertj.core.groups.Tuple.tuple("z", "CellB", 2));
        }

        @Test
        void aSplitThatFailsLeavesNothingToExecute() {
            WorkState two = WorkState.begin(1, cluster("split", "execute"), List.of("CellA", "CellB"), Map.of());
            two.ready(NOW, 10).forEach(each -> send(two, each, "one"));
            made(two, 1, "x", "y");
            for (int i = 0; i < 3; i++) {
                fail(two, 2, "no table");
                two.ready(NOW.plusSeconds(60), 10).forEach(each -> send(two, each, "one"));
            }
            two.open().forEach(each -> two.instanceEnded(each.instance(), RunStatus.SUCCEED, null, NOW));

            assertThat(two.isOver()).isTrue();
            assertThat(two.status()).isEqualTo(RunStatus.FAILED);
            assertThat(two.chunk(3).orElseThrow().status()).isEqualTo(ChunkStatus.CANCEL);
        }

        @Test
        void itIsOverOnlyWhenEveryMachineHasReportedAlsoOneWithoutAChunk() {
            split("x", "y");
            state.open("idle", "app@3", ZONE, NOW);
            state.ready(NOW, 10).forEach(each -> send(state, each, "busy"));
            succeed(state, 2);
            assertThat(state.awaited()).isEmpty();
            succeed(state, 3);
            assertThat(state.isOver()).isFalse();
            assertThat(state.awaited()).extracting(ExecuteInstance::instance).contains("idle", "busy");
            List.of("one", "busy").forEach(each -> state.instanceEnded(each, RunStatus.SUCCEED, null, NOW));
            assertThat(state.isOver()).isFalse();
            state.instanceEnded("idle", RunStatus.SUCCEED, null, NOW);

            assertThat(state.isOver()).isTrue();
            assertThat(state.status()).isEqualTo(RunStatus.SUCCEED);
        }

        @Test
        void aLateWordOfAnEarlierAttemptChangesNeitherTheChunkNorTheParameters() {
            split("x");
            send(state, state.ready(NOW, 10).get(0), "slow");
            state.lost(2, "gone", NOW);
            send(state, state.ready(NOW, 10).get(0), "quick");
            assertThat(state.reported(2, 2, said(true, Map.of("sum", 38)), NOW)).isTrue();

            assertThat(state.reported(2, 1, said(true, Map.of("sum", 37)), NOW)).isFalse();
            assertThat(state.params()).containsEntry("sum", 38);
        }

        @Test
        void aChunkWhoseClientsKeepGoingAwayIsGivenUp() {
            split("x");
            for (int i = 0; i < WorkState.LOSSES; i++) {
                send(state, state.ready(NOW, 10).get(0), "client" + i);
                state.lost(2, "client went away before it reported", NOW);
            }

            assertThat(state.chunk(2).orElseThrow().status()).isEqualTo(ChunkStatus.FAILED);
        }

        @Test
        void whatWasReadRemotelyBecomesChunksOfTheSameStage() {
            WorkShape remote = new WorkShape(JobType.CLUSTER, List.of("execute"), 1, 0, Duration.ZERO, true);
            WorkState reading = WorkState.begin(1, remote, List.of(ZONE), Map.of());
            send(reading, reading.ready(NOW, 1).get(0), "one");
            made(reading, 1, "items 1", "items 2");

            assertThat(reading.ready(NOW, 10))
                    .extracting(Chunk::task, Chunk::stage)
                    .containsOnly(org.assertj.core.groups.Tuple.tuple(ChunkTask.PROCESS, 0));
        }

        @Test
        void aRunIsTheSameAfterItWasReadFromItsRows() {
            split("x", "y", "z");
            send(state, state.ready(NOW, 10).get(0), "one");
            Map<Integer, Chunk> rows = new HashMap<>();
            IntStream.rangeClosed(1, 4)
                    .forEach(number -> rows.put(number, state.chunk(number).orElseThrow()));
            WorkState again = WorkState.restored(
                    1,
                    state.shape(),
                    List.of(ZONE),
                    state.params(),
                    state.status(),
                    state.stage(),
                    rows.values(),
                    state.open());

            assertThat(again.ready(NOW, 10)).isEqualTo(state.ready(NOW, 10));
            assertThat(again.executing()).isEqualTo(state.executing());
            assertThat(again.open()).isEqualTo(state.open());
        }

        private void split(String... made) {
            send(state, state.ready(NOW, 1).get(0), "one");
            made(state, 1, made);
        }
    }

    /// Whatever fails, is lost or comes late: every run ends, and every chunk of one that ended well was done.
    @Property(tries = 300)
    void everyRunEnds(@ForAll long seed, @ForAll @IntRange(min = 0, max = 30) int chunks) {
        Random random = new Random(seed);
        WorkState state = WorkState.begin(1, cluster("split", "execute"), List.of(ZONE), Map.of());
        Instant now = NOW;
        for (int round = 0; round < 2_000 && !state.isOver(); round++) {
            now = now.plusSeconds(20);
            for (Chunk each : state.ready(now, 1 + random.nextInt(5))) {
                send(state, each, "client" + random.nextInt(3));
            }
            for (Chunk each : state.executing()) {
                happens(state, each, random, chunks, now);
            }
            Instant at = now;
            state.awaited().forEach(each -> state.instanceEnded(each.instance(), RunStatus.SUCCEED, null, at));
        }

        assertThat(state.isOver()).isTrue();
        if (state.status() == RunStatus.SUCCEED) {
            assertThat(IntStream.rangeClosed(1, state.count())
                            .mapToObj(n -> state.chunk(n).orElseThrow()))
                    .allSatisfy(each -> assertThat(each.status()).isEqualTo(ChunkStatus.SUCCEED));
        }
    }

    private static void happens(WorkState state, Chunk chunk, Random random, int chunks, Instant now) {
        switch (random.nextInt(8)) {
            case 0 -> state.lost(chunk.number(), "gone", now);
            case 1 -> state.reported(chunk.number(), chunk.attempt(), said(false, Map.of()), now);
            case 2 -> state.reported(chunk.number(), chunk.attempt() - 1, said(true, Map.of()), now);
            case 3 -> {}
            default -> {
                List<Said.Made> made = new ArrayList<>();
                IntStream.range(0, chunk.task() == ChunkTask.SPLIT ? chunks : 0)
                        .forEach(i -> made.add(new Said.Made("t", "c" + i)));
                Said said = new Said(true, null, Map.of(), made, Chunk.Tally.NONE);
                state.reported(chunk.number(), chunk.attempt(), said, now);
            }
        }
    }

    private static void send(WorkState state, Chunk chunk, String instance) {
        state.sent(chunk.number(), instance, "app@" + instance, ZONE, NOW);
    }

    private static void succeed(WorkState state, int number) {
        state.reported(number, state.chunk(number).orElseThrow().attempt(), said(true, Map.of()), NOW);
    }

    private static void fail(WorkState state, int number, String why) {
        Said said = new Said(false, why, Map.of(), List.of(), Chunk.Tally.NONE);
        state.reported(number, state.chunk(number).orElseThrow().attempt(), said, NOW);
    }

    private static void made(WorkState state, int number, String... texts) {
        List<Said.Made> made =
                List.of(texts).stream().map(text -> new Said.Made("t", text)).toList();
        int attempt = state.chunk(number).orElseThrow().attempt();
        state.reported(number, attempt, new Said(true, null, Map.of(), made, Chunk.Tally.NONE), NOW);
    }

    private static Said said(boolean success, Map<String, Object> params) {
        return new Said(success, null, params, List.of(), Chunk.Tally.NONE);
    }

    private static WorkShape steps(int shards, String... handlers) {
        return new WorkShape(JobType.SIMPLE, List.of(handlers), shards, 1, Duration.ofSeconds(10), false);
    }

    private static WorkShape cluster(String... handlers) {
        return new WorkShape(JobType.CLUSTER, List.of(handlers), 1, 2, Duration.ofSeconds(10), false);
    }
}
