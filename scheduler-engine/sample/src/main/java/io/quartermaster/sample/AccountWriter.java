package io.quartermaster.sample;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.executor.data.item.IDataItem;
import io.quartermaster.client.executor.data.item.MultiDataItem;
import io.quartermaster.client.executor.data.writer.IWriter;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import java.util.concurrent.Executor;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/// Writes accounts twenty at a time; as they are made up, all it does is to count them.
record AccountWriter(ObjIntConsumer<ClusterJobExecuteContext> written) implements IWriter<Account> {
    private static final int BATCH = 20;

    @Override
    public int getCountPerWrite() {
        return BATCH;
    }

    @Override
    public ClientCommonResult write(ClusterJobExecuteContext context, IDataItem<Account> dataItem) {
        written.accept(
                context, ((MultiDataItem<Account>) dataItem).getItemList().size());
        return ClientCommonResult.buildSuccessResult();
    }

    @Override
    public @Nullable Executor getWriteThreadPool() {
        return null;
    }
}
