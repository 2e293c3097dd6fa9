package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.common.SplitChunkDataResult;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.model.ClusterJobSplitContext;
import io.quartermaster.client.model.chunk.IChunkData;
import io.quartermaster.client.model.chunk.RangeChunkData;
import io.quartermaster.client.model.chunk.ShardingChunkData;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.WireChunkData;
import io.quartermaster.client.wire.WireReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitChunkTest {
    private final List<@Nullable IChunkData> parents = new ArrayList<>();

    @Test
    void theFirstLayerMakesChunksOfNothingAndTheNextOfThose() throws InterruptedException {
        Split first = new Split("first", parent -> List.of(new ShardingChunkData("07"), new ShardingChunkData("08")));
        Split second = new Split("second", parent -> List.of(new RangeChunkData("0,7", "1", "50")));
        Split third = new Split("third", parent -> List.of());
        try (ChunkBed bed = new ChunkBed(first, second, third)) {
            WireReport layer = bed.done(bed.chunk(ChunkTask.SPLIT, "first", WireChunkData.getDefaultInstance()));
            assertThat(layer.getChunk().getMadeList())
                    .containsExactly(ChunkBed.sharding("07"), ChunkBed.sharding("08"));
            WireReport next = bed.done(
                    bed.chunk(ChunkTask.SPLIT, "second", layer.getChunk().getMade(1)));
            WireReport last =
                    bed.done(bed.chunk(ChunkTask.SPLIT, "third", next.getChunk().getMade(0)));
            assertThat(last.getSuccess()).isTrue();
            assertThat(last.getChunk().getMadeList()).isEmpty();
        }
        assertThat(parents).containsExactly(null, new ShardingChunkData("08"), new RangeChunkData("0,7", "1", "50"));
    }

    @Test
    void aChunkOfTheApplicationsOwnKindIsReadByTheHandlerThatGetsIt() throws InterruptedException {
        Split maker = new Split("maker", parent -> List.of(new Branch("north", 3)));
        Split knower = new Split("knower", parent -> List.of());
        try (ChunkBed bed = new ChunkBed(maker, knower)) {
            WireChunkData made =
                    bed.done(bed.chunk(ChunkTask.SPLIT, "maker")).getChunk().getMade(0);
            assertThat(made.getType()).isEqualTo(Branch.class.getName());
            WireReport ignorant = bed.done(bed.chunk(ChunkTask.SPLIT, "knower", made));
            assertThat(ignorant.getSuccess()).isFalse();
            assertThat(ignorant.getMessage())
                    .contains("handler knower does not know chunks of type " + made.getType(), "parseChunkData");
            knower.knows = true;
            assertThat(bed.done(bed.chunk(ChunkTask.SPLIT, "knower", made)).getSuccess())
                    .isTrue();
        }
        assertThat(parents).containsExactly(null, new Branch("north", 3));
    }

    @Test
    void moreChunksThanAReportHoldsAreRefusedWithAnAdvice() throws InterruptedException {
        Split wide = new Split("wide", parent -> IntStream.range(0, 100_000)
                .mapToObj(number -> (IChunkData) new ShardingChunkData("table-number-" + number))
                .toList());
        try (ChunkBed bed = new ChunkBed(wide)) {
            WireReport report = bed.done(bed.chunk(ChunkTask.SPLIT, "wide"));
            assertThat(report.getSuccess()).isFalse();
            assertThat(report.getMessage()).contains("100000 chunks", "add a split layer");
            assertThat(report.getChunk().getMadeList()).isEmpty();
        }
    }

    @Test
    void aSplitThatFailsSaysWhy() throws InterruptedException {
        Split thrower = new Split("thrower", parent -> {
            throw new IllegalStateException("no tables");
        });
        Split nothing = new Split("nothing", parent -> null);
        try (ChunkBed bed = new ChunkBed(thrower, nothing)) {
            assertThat(bed.done(bed.chunk(ChunkTask.SPLIT, "thrower")).getMessage())
                    .isEqualTo("java.lang.IllegalStateException: no tables");
            assertThat(bed.done(bed.chunk(ChunkTask.SPLIT, "nothing")).getMessage())
                    .isEqualTo("there is nothing to split");
        }
    }

    @Test
    void aSplitHandlersOwnPoolIsUsedAndMayBeFull() throws InterruptedException {
        Split pooled = new Split(
                "pooled",
                parent -> List.of(new ShardingChunkData(Thread.currentThread().getName())));
        pooled.pool = task -> new Thread(task, "own").start();
        try (ChunkBed bed = new ChunkBed(pooled)) {
            assertThat(bed.done(bed.chunk(ChunkTask.SPLIT, "pooled")).getChunk().getMadeList())
                    .containsExactly(ChunkBed.sharding("own"));
        }
    }

    private record Branch(String branch, int day) implements IChunkData {
        @Override
        public String getShardingRule() {
            return branch;
        }

        @Override
        public String parseToString() {
            return branch + "/" + day;
        }
    }

    private interface Cut {
        @Nullable
        List<IChunkData> of(@Nullable IChunkData parent);
    }

    private final class Split implements IClusterJobSplitHandler<IChunkData> {
        private final String name;
        private final Cut cut;
        private boolean knows;
        private @Nullable Executor pool;

        private Split(String name, Cut cut) {
            this.name = name;
            this.cut = cut;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public @Nullable Executor getThreadPool() {
            return pool;
        }

        @Override
        public @Nullable IChunkData parseChunkData(String type, String text) {
            String[] parts = text.split("/");
            return knows ? new Branch(parts[0], Integer.parseInt(parts[1])) : null;
        }

        @Override
        public SplitChunkDataResult<IChunkData> handle(ClusterJobSplitContext context) {
            parents.add(context.getChunkData());
            List<IChunkData> made = cut.of(context.getChunkData());
            return made == null
                    ? SplitChunkDataResult.buildFailResult("there is nothing to split")
                    : SplitChunkDataResult.buildSuccessResult(made);
        }
    }
}
