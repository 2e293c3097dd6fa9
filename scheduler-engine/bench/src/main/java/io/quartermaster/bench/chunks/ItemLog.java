package io.quartermaster.bench.chunks;

import io.quartermaster.client.executor.data.item.IDataItem;
import io.quartermaster.client.executor.data.item.MultiDataItem;
import io.quartermaster.client.executor.data.item.SingleDataItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.IntConsumer;

/// The items a process has written, as numbers of four bytes in a file. What was written stays there when the process
/// is killed. Thread-safe.
final class ItemLog implements AutoCloseable {
    private final FileChannel file;

    ItemLog(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    void write(IDataItem<Integer> items) throws IOException {
        write(
                items instanceof MultiDataItem<Integer> many
                        ? many.getItemList()
                        : List.of(((SingleDataItem<Integer>) items).getItem()));
    }

    synchronized void write(List<Integer> items) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(items.size() * Integer.BYTES);
        items.forEach(bytes::putInt);
        bytes.flip();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /// How long a file is, to be read from there later.
    static long size(Path path) {
        try {
            return Files.exists(path) ? Files.size(path) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("What a client wrote cannot be read: " + path, e);
        }
    }

    /// Every item after the first `from` bytes, in the order of writing; of a file that is not there, none.
    static void read(Path path, long from, IntConsumer items) {
        if (!Files.exists(path)) {
            return;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).position(Math.toIntExact(from));
            while (bytes.remaining() >= Integer.BYTES) {
                items.accept(bytes.getInt());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("What a client wrote cannot be read: " + path, e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
