package io.quartermaster.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.common.SplitChunkDataResult;
import io.quartermaster.client.executor.data.item.LoadData;
import io.quartermaster.client.handler.IClusterJobSplitHandler;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.ChunkIds;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.ClusterJobSplitContext;
import io.quartermaster.client.model.JobExecuteContext;
import io.quartermaster.client.model.JobTrigger;
import io.quartermaster.client.model.chunk.IChunkData;
import io.quartermaster.client.model.chunk.RangeChunkData;
import io.quartermaster.client.model.chunk.ShardingChunkData;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How an application's own tests call its handlers: with contexts made by hand.
class AccountHandlersTest {
    private static final ChunkIds IDS = new ChunkIds("run", "execute", "chunk");

    private final Map<String, IJobHandler> handlers =
            AccountHandlers.silent().stream().collect(Collectors.toMap(IJobHandler::getName, Function.identity()));

    @Test
    void theShardsTogetherSumEveryAccountOnce() throws Exception {
        BigDecimal sum = BigDecimal.ZERO;
        for (int shard = 0; shard < 3; shard++) {
            JobExecuteContext context = new JobExecuteContext(trigger(shard, 3), Map.of(), line -> {});
            assertThat(simple("sumShard").handle(context).isSuccess()).isTrue();
            sum = sum.add(new BigDecimal(String.valueOf(context.getCustomParam("sum" + shard))));
        }
        assertThat(sum).isEqualByComparingTo("500500.00");
    }

    @Test
    void aStepWantsTheOneBeforeIt() throws Exception {
        JobExecuteContext early = new JobExecuteContext(trigger(0, 1), Map.of(), line -> {});
        assertThat(simple("bookEntries").handle(early).getMsg()).contains("openBooks");
        simple("openBooks").handle(early);
        JobExecuteContext next = new JobExecuteContext(trigger(0, 1), early.putParams(), line -> {});
        assertThat(simple("bookEntries").handle(next).isSuccess()).isTrue();
    }

    @Test
    void theTwoLayersCoverEveryAccountOnce() throws Exception {
        List<Account> all = new ArrayList<>();
        for (IChunkData branch : split("splitByBranch", null)) {
            for (IChunkData range : split("splitByRange", branch)) {
                all.addAll(read((RangeChunkData) range));
            }
        }
        assertThat(all).hasSize(10 * Account.PER_BRANCH);
        assertThat(new HashSet<>(all)).hasSize(10 * Account.PER_BRANCH);
        assertThat(split("splitByBranch", null)).contains(new ShardingChunkData("07"));
    }

    @Test
    void aClosedAccountFailsAndTheOthersEarnTheirInterest() throws InterruptedException {
        AddInterest interest = new AddInterest(250);
        DataProcessResult<Account> closed =
                interest.process(context(new RangeChunkData("07", "1", "500")), new Account("07", 250, BigDecimal.TEN));
        assertThat(closed.getMessage()).isEqualTo("account 07-250 is closed");
        DataProcessResult<Account> open =
                interest.process(context(new RangeChunkData("07", "1", "500")), new Account("07", 251, BigDecimal.TEN));
        assertThat(open.getData()).isEqualTo(new Account("07", 251, new BigDecimal("10.0010")));
    }

    private static List<Account> read(RangeChunkData range) {
        AccountReader reader = new AccountReader();
        List<Account> all = new ArrayList<>();
        LoadData<Account> page;
        do {
            page = reader.read(context(range));
            all.addAll(page.getList());
        } while (page.isHasMore());
        return all;
    }

    private List<IChunkData> split(String name, @Nullable IChunkData parent) throws Exception {
        IClusterJobSplitHandler<?> handler = (IClusterJobSplitHandler<?>) Objects.requireNonNull(handlers.get(name));
        SplitChunkDataResult<? extends IChunkData> result = handler.handle(
                new ClusterJobSplitContext(trigger(0, 1), IDS, parent, Map.of(), line -> {}, () -> false));
        assertThat(result.isSuccess()).isTrue();
        return List.copyOf(result.getChunkDatum());
    }

    private ISimpleJobHandler simple(String name) {
        return (ISimpleJobHandler) Objects.requireNonNull(handlers.get(name));
    }

    private static ClusterJobExecuteContext context(RangeChunkData range) {
        return new ClusterJobExecuteContext(trigger(0, 1), IDS, range, Map.of("millis", 0), line -> {}, () -> false);
    }

    private static JobTrigger trigger(int shard, int shards) {
        return new JobTrigger("1", "job", "handler", "trace", shard, shards, Instant.EPOCH, Instant.EPOCH);
    }
}
