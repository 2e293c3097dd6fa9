package io.quartermaster.client.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quartermaster.client.wire.JournalEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// One file of a journal, which is only ever appended to. Each entry is its length, its CRC-32C and its bytes;
/// where that does not fit together the file ends, as the process ended while it wrote. Confined to whoever guards
/// it.
final class Segment implements AutoCloseable {
    private static final int HEAD = 2 * Integer.BYTES;
    /// Twice what may travel: an entry that says it is longer was not written by us.
    private static final int LONGEST = 8 << 20;

    private final FileChannel channel;
    private long size;

    private Segment(FileChannel channel) {
        this.channel = channel;
    }

    static Segment create(Path file) throws IOException {
        return new Segment(FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    /// @return how many bytes at the end could not be read; 0 of a file that was closed in order
    static long read(Path file, Consumer<JournalEntry> each) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        while (bytes.remaining() >= HEAD) {
            int start = bytes.position();
            int length = bytes.getInt();
            int crc = bytes.getInt();
            if (length <= 0 || length > LONGEST || length > bytes.remaining()) {
                return bytes.limit() - start;
            }
            byte[] payload = new byte[length];
            bytes.get(payload);
            if (crc(payload) != crc) {
                return bytes.limit() - start;
            }
            try {
                each.accept(JournalEntry.parseFrom(payload));
            } catch (InvalidProtocolBufferException e) {
                return bytes.limit() - start;
            }
        }
        return bytes.remaining();
    }

    void append(JournalEntry entry) throws IOException {
        byte[] payload = entry.toByteArray();
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + payload.length);
        bytes.putInt(payload.length).putInt(crc(payload)).put(payload).flip();
        size += bytes.remaining();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    long size() {
        return size;
    }

    /// Waits until the disk has it.
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static int crc(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue();
    }
}
