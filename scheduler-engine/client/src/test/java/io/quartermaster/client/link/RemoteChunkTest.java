package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.WireChunkData;
import io.quartermaster.client.wire.WireChunkResult;
import io.quartermaster.client.wire.WireReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Items that are read on one machine and processed on others.
class RemoteChunkTest {
    private final Items items = new Items("items");

    @Test
    void whatOneReadsOthersProcessWithTheChunkItCameFrom() throws InterruptedException {
        List<String> odd = new ArrayList<>(List.of("", "two\nlines", "back\\slash", "\\n", "中"));
        odd.addAll(Items.numbers(245));
        items.pages = List.of(odd.subList(0, 120), odd.subList(120, 250));
        Set<String> chunks = ConcurrentHashMap.newKeySet();
        items.process = (context, item) -> {
            chunks.add(context.getChunk().getShardingRule());
            return new DataProcessResult<>(true, "", item);
        };
        try (ChunkBed bed = new ChunkBed(items)) {
            WireReport read = bed.done(bed.chunk(ChunkTask.READ, "items", ChunkBed.sharding("0\n7")));
            assertThat(read.getChunk().getMadeList()).hasSize(3);
            assertThat(read.getChunk().getRead()).isEqualTo(250);
            assertThat(items.written).isEmpty();
            for (WireChunkData batch : read.getChunk().getMadeList()) {
                assertThat(bed.done(bed.chunk(ChunkTask.PROCESS, "items", batch))
                                .getSuccess())
                        .isTrue();
            }
        }
        assertThat(items.allWritten()).containsExactlyInAnyOrderElementsOf(odd);
        assertThat(chunks).containsExactly("0\n7");
    }

    @Test
    void itemsKeepTheirContextWhenTheirRunIsOverBeforeTheyAre() throws InterruptedException {
        CountDownLatch under = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Collection<ClusterJobExecuteContext> contexts = ConcurrentHashMap.newKeySet();
        items.page(100).process = (context, item) -> {
            under.countDown();
            ChunkBed.await(go);
            contexts.add(context);
            assertThat(context.getCustomParam("day")).isEqualTo(5);
            assertThat(context.getChunk().getShardingRule()).isEqualTo("07");
            return new DataProcessResult<>(true, "", item);
        };
        try (ChunkBed bed = new ChunkBed(items)) {
            WireChunkData batch = bed.done(bed.chunk(ChunkTask.READ, "items", ChunkBed.sharding("07")))
                    .getChunk()
                    .getMade(0);
            String process = bed.accept(bed.chunk(ChunkTask.PROCESS, "items", batch)
                    .putParams(
                            "day",
                            io.quartermaster.client.wire.WireParam.newBuilder()
                                    .setNumber(5)
                                    .build()));
            ChunkBed.await(under);
            String finish = bed.accept(bed.chunk(ChunkTask.FINISH, "items"));
            assertThat(bed.nothingReported()).isTrue();
            go.countDown();
            WireReport report = bed.report();
            assertThat(report.getTriggerId()).isEqualTo(process);
            assertThat(report.getMessage()).isEmpty();
            assertThat(report.getChunk())
                    .isEqualTo(WireChunkResult.newBuilder()
                            .setRead(100)
                            .setWritten(100)
                            .build());
            assertThat(bed.report().getTriggerId()).isEqualTo(finish);
        }
        assertThat(contexts).hasSize(1);
    }

    @Test
    void whereItIsNotEnabledItIsRefusedInTheWordsRunbooksSearchFor() throws InterruptedException {
        try (ChunkBed bed = new ChunkBed(false, Duration.ofSeconds(3), items.page(1))) {
            for (ChunkTask task : List.of(ChunkTask.READ, ChunkTask.PROCESS)) {
                WireReport report = bed.done(bed.chunk(task, "items", ChunkBed.sharding("07")));
                assertThat(report.getMessage()).isEqualTo("remote execute is disabled, please enable first");
            }
            assertThat(bed.done(bed.chunk(ChunkTask.EXECUTE, "items")).getSuccess())
                    .isTrue();
        }
    }

    @Test
    void moreThanAReportHoldsIsRefusedWithAnAdvice() throws InterruptedException {
        String large = "x".repeat(1_000);
        items.pages = List.of(IntStream.range(0, 3_000).mapToObj(n -> large + n).toList());
        try (ChunkBed bed = new ChunkBed(items)) {
            WireReport report = bed.done(bed.chunk(ChunkTask.READ, "items"));
            assertThat(report.getMessage()).contains("add a split layer");
            assertThat(report.getChunk().getMadeList()).isEmpty();
        }
    }

    @Test
    void whatIsNoBatchIsNotProcessed() throws InterruptedException {
        try (ChunkBed bed = new ChunkBed(items)) {
            assertThat(bed.done(bed.chunk(ChunkTask.PROCESS, "items", ChunkBed.sharding("07")))
                            .getMessage())
                    .contains("is no batch of items");
        }
    }
}
