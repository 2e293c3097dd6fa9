package io.quartermaster.client.work;

import io.quartermaster.client.handler.IClusterJobExecuteHandler;

/// What was read on another machine.
record BatchItems<I>(IClusterJobExecuteHandler<I, ?> handler, ItemBatch batch) implements ItemSource<I> {
    @Override
    public void to(ItemSink<I> sink) throws InterruptedException {
        sink.read(batch.items().size());
        for (String text : batch.items()) {
            if (sink.ends()) {
                return;
            }
            sink.put(handler.decodeItem(text));
        }
    }
}
