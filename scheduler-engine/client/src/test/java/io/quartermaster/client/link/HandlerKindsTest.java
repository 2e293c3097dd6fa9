package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.handler.SourceHandlers;
import io.quartermaster.client.model.JobExecuteContext;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.WireChunkData;
import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.client.wire.WireParam;
import io.quartermaster.client.wire.WireReport;
import io.quartermaster.client.wire.Wish;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerKindsTest {
    private final Items items = new Items("items").page(1);

    @TempDir
    private Path classes;

    @Test
    void aHandlerOfTheWrongKindIsNamedInTheWordsRunbooksSearchFor() throws Exception {
        IJobHandler split = SourceHandlers.compiledTo(classes).handler("ByShelf");
        assertThat(split).isInstanceOf(IClusterJobSplitHandler.class);
        try (ChunkBed bed = new ChunkBed(items, split)) {
            assertThat(bed.done(bed.simple("items")).getMessage())
                    .isEqualTo("type of handler items is not ISimpleJobHandler");
            assertThat(bed.done(bed.chunk(ChunkTask.SPLIT, "items")).getMessage())
                    .isEqualTo("type of handler items is not IClusterJobSplitHandler");
            assertThat(bed.done(bed.chunk(ChunkTask.EXECUTE, "BY_SHELF")).getMessage())
                    .isEqualTo("type of handler BY_SHELF is not IClusterJobExecuteHandler");
            assertThat(bed.done(bed.chunk(ChunkTask.EXECUTE, "nobody")).getMessage())
                    .isEqualTo("handler nobody is not registered");
        }
    }

    @Test
    void finishIsReportedAtOnceWhereNothingOfTheRunIsLeft() throws InterruptedException {
        try (ChunkBed bed = new ChunkBed(items)) {
            assertThat(bed.done(bed.chunk(ChunkTask.FINISH, "nobody")).getSuccess())
                    .isTrue();
        }
    }

    @Test
    void handlersOfTheSourceSystemDoTheWorkOfAWholeClusterJob() throws Exception {
        SourceHandlers source = SourceHandlers.compiledTo(classes);
        IJobHandler[] handlers =
                SourceHandlers.NAMES.stream().map(source::handler).toArray(IJobHandler[]::new);
        try (ChunkBed bed = new ChunkBed(handlers)) {
            WireReport check = bed.done(bed.simple("NIGHTLY_CHECK")
                    .putParams("warehouses", WireParam.newBuilder().setNumber(3).build()));
            assertThat(check.getParamsMap()).containsOnlyKeys("sharding", "forSettle");
            List<WireChunkData> warehouses = bed.done(bed.chunk(ChunkTask.SPLIT, "BY_WAREHOUSE"))
                    .getChunk()
                    .getMadeList();
            for (WireChunkData warehouse : warehouses) {
                for (WireChunkData range : bed.done(bed.chunk(ChunkTask.SPLIT, "BY_SHELF", warehouse))
                        .getChunk()
                        .getMadeList()) {
                    assertThat(bed.done(bed.chunk(ChunkTask.EXECUTE, "COUNT_SHELVES", range))
                                    .getMessage())
                            .isEmpty();
                }
            }
            assertThat((Collection<?>)
                            source.type("CountShelves").getField("WRITTEN").get(null))
                    .hasSize(60);
            assertThat(bed.done(bed.chunk(ChunkTask.EXECUTE, "PRICE_SHELVES", ChunkBed.sharding("a")))
                            .getMessage())
                    .isEmpty();
        }
    }

    @Test
    void eachShardOfASimpleJobKnowsWhichOneItIsAndCanBeStopped() throws InterruptedException {
        Collection<String> shards = new ConcurrentLinkedQueue<>();
        CountDownLatch under = new CountDownLatch(1);
        ISimpleJobHandler simple = new ISimpleJobHandler() {
            @Override
            public ClientCommonResult handle(JobExecuteContext context) throws InterruptedException {
                shards.add(context.getSharding() + "/" + context.getShardingCount());
                if (context.getSharding() < 2) {
                    return ClientCommonResult.buildSuccessResult();
                }
                under.countDown();
                try {
                    ChunkBed.await(new CountDownLatch(1));
                } catch (InterruptedException e) {
                    return ClientCommonResult.buildFailResult("asked: " + context.isStopRequested());
                }
                return ClientCommonResult.buildSuccessResult();
            }

            @Override
            public String getName() {
                return "simple";
            }

            @Override
            public @Nullable Executor getThreadPool() {
                return null;
            }
        };
        try (ChunkBed bed = new ChunkBed(simple)) {
            assertThat(bed.done(shard(bed, 0)).getSuccess()).isTrue();
            assertThat(bed.done(shard(bed, 1)).getSuccess()).isTrue();
            String third = bed.accept(shard(bed, 2));
            ChunkBed.await(under);
            bed.ask(third, Wish.STOP);
            assertThat(bed.report().getMessage()).isEqualTo("asked: true");
        }
        assertThat(shards).containsExactly("0/3", "1/3", "2/3");
    }

    private static WireDispatch.Builder shard(ChunkBed bed, int number) {
        return bed.simple("simple").setShard(number).setShardCount(3);
    }
}
