package io.quartermaster.client.work;

import io.quartermaster.client.executor.data.item.LoadData;
import io.quartermaster.client.executor.data.reader.IReader;
import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import java.util.List;
import java.util.Objects;

/// What a handler's reader reads.
record ReaderItems<I>(IClusterJobExecuteHandler<I, ?> handler, ClusterJobExecuteContext context)
        implements ItemSource<I> {
    private static final int USUAL_WAIT_MS = 100;

    @Override
    public void to(ItemSink<I> sink) throws Exception {
        IReader<I> reader = handler.getReader();
        if (reader == null) {
            throw new IllegalStateException("handler " + handler.getName() + " has no reader");
        }
        boolean more = true;
        while (more && !sink.ends()) {
            LoadData<I> data = reader.read(context);
            if (data == null) {
                throw new IllegalStateException("the reader of handler " + handler.getName() + " returned nothing");
            }
            List<I> list = Objects.requireNonNullElse(data.getList(), List.of());
            sink.read(list.size());
            for (I item : list) {
                if (sink.ends()) {
                    return;
                }
                sink.put(Objects.requireNonNull(item, "an item that was read is null"));
            }
            sink.afterRead();
            more = data.isHasMore();
            if (more && list.isEmpty()) {
                sink.rest(Objects.requireNonNullElse(reader.waitIntervalWhenNoData(), USUAL_WAIT_MS));
            }
        }
    }
}
