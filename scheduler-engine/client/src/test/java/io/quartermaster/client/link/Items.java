package io.quartermaster.client.link;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.executor.data.item.DataItemType;
import io.quartermaster.client.executor.data.item.IDataItem;
import io.quartermaster.client.executor.data.item.LoadData;
import io.quartermaster.client.executor.data.item.MultiDataItem;
import io.quartermaster.client.executor.data.item.SingleDataItem;
import io.quartermaster.client.executor.data.processor.IProcessor;
import io.quartermaster.client.executor.data.reader.IReader;
import io.quartermaster.client.executor.data.writer.IWriter;
import io.quartermaster.client.executor.limiter.ILimiter;
import io.quartermaster.client.handler.IClusterJobExecuteHandler;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.Progress;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An execute handler whose parts a test sets; what it does not set does nothing special. Its items are strings, its
/// reader hands out pages of them for each chunk anew.
final class Items implements IClusterJobExecuteHandler<String, String> {
    final Collection<List<String>> written = new ConcurrentLinkedQueue<>();
    final Collection<DataItemType> types = new ConcurrentLinkedQueue<>();
    final Collection<String> calls = new ConcurrentLinkedQueue<>();

    private final String name;
    List<List<String>> pages = List.of();
    boolean readsAhead;
    int perWrite = 1;
    int room;

    @Nullable
    Executor pool;

    @Nullable
    Executor processPool;

    @Nullable
    Executor writePool;

    Process process = (context, item) -> new DataProcessResult<>(true, "", item);
    Write write = (context, items) -> ClientCommonResult.buildSuccessResult();
    Call pre = context -> {};
    Call post = context -> {};
    Read beforeRead = page -> {};
    Supplier<@Nullable ILimiter> limiter = () -> null;
    Supplier<@Nullable Progress> progress = () -> null;

    interface Process {
        DataProcessResult<String> on(ClusterJobExecuteContext context, String item) throws Exception;
    }

    interface Write {
        ClientCommonResult on(ClusterJobExecuteContext context, List<String> items) throws Exception;
    }

    interface Call {
        void on(ClusterJobExecuteContext context);
    }

    interface Read {
        void page(int number) throws Exception;
    }

    Items(String name) {
        this.name = name;
    }

    static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    Items page(int count) {
        pages = List.of(numbers(count));
        return this;
    }

    List<String> allWritten() {
        return written.stream().flatMap(List::stream).toList();
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
    public int getRoom() {
        return room;
    }

    @Override
    public void preExecute(ClusterJobExecuteContext context) {
        calls.add("pre");
        pre.on(context);
    }

    @Override
    public void postExecute(ClusterJobExecuteContext context) {
        calls.add("post");
        post.on(context);
    }

    @Override
    public IReader<String> getReader() {
        Deque<List<String>> left = new ArrayDeque<>(pages);
        return new IReader<>() {
            private int number;

            @Override
            public LoadData<String> read(ClusterJobExecuteContext context) throws Exception {
                beforeRead.page(number++);
                List<String> page = left.pollFirst();
                return new LoadData<>(page == null ? List.of() : page, !left.isEmpty());
            }

            @Override
            public Integer waitIntervalWhenNoData() {
                return 1;
            }
        };
    }

    @Override
    public IProcessor<String, String> getProcessor() {
        return new IProcessor<>() {
            @Override
            public DataProcessResult<String> process(ClusterJobExecuteContext context, String item) throws Exception {
                return process.on(context, item);
            }

            @Override
            public @Nullable Executor getProcessThreadPool() {
                return processPool;
            }
        };
    }

    @Override
    public IWriter<String> getWriter() {
        return new IWriter<>() {
            @Override
            public int getCountPerWrite() {
                return perWrite;
            }

            @Override
            public ClientCommonResult write(ClusterJobExecuteContext context, IDataItem<String> dataItem)
                    throws Exception {
                types.add(dataItem.getType());
                List<String> items =
                        switch (dataItem.getType()) {
                            case SINGLE -> List.of(((SingleDataItem<String>) dataItem).getItem());
                            case MULTIPLE -> ((MultiDataItem<String>) dataItem).getItemList();
                        };
                ClientCommonResult result = write.on(context, items);
                written.add(items);
                return result;
            }

            @Override
            public @Nullable Executor getWriteThreadPool() {
                return writePool;
            }
        };
    }

    @Override
    public @Nullable ILimiter getLimiter() {
        calls.add("limiter");
        return limiter.get();
    }

    @Override
    public @Nullable Progress calProgress(ClusterJobExecuteContext context) {
        return progress.get();
    }

    @Override
    public boolean isProcessAsync() {
        return readsAhead;
    }
}
