package io.quartermaster.app.logs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads bytes of one open file at any position; safe for many threads.
///
/// A `FileChannel` and not a `RandomAccessFile`, because on Windows the latter would forbid the engine to rotate
/// its own log while somebody looks at it. The price is that an interrupt of one reader closes the channel for all
/// of them; then it is opened again.
final class FileBytes implements Closeable {
    private final Path path;
    private volatile FileChannel channel; // replaced only under the lock of this
    private volatile boolean closed;

    private FileBytes(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static FileBytes open(Path path) throws IOException {
        return new FileBytes(path, FileChannel.open(path, StandardOpenOption.READ));
    }

    long size() throws IOException {
        FileChannel used = channel;
        try {
            return used.size();
        } catch (ClosedChannelException e) {
            return reopen(used, e).size();
        }
    }

    /// Fills the range as far as the file goes; returns how many bytes there were, 0 at or behind the end.
    int read(long position, byte[] into, int offset, int length) throws IOException {
        FileChannel used = channel;
        try {
            return readFully(used, position, into, offset, length);
        } catch (ClosedByInterruptException e) {
            reopen(used, e);
            InterruptedIOException told = new InterruptedIOException(path.toString());
            told.initCause(e);
            throw told;
        } catch (AsynchronousCloseException e) {
            return readFully(reopen(used, e), position, into, offset, length);
        } catch (ClosedChannelException e) {
            return readFully(reopen(used, e), position, into, offset, length);
        }
    }

    private static int readFully(FileChannel from, long position, byte[] into, int offset, int length)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        int total = 0;
        while (buffer.hasRemaining()) {
            int got = from.read(buffer, position + total);
            if (got < 0) {
                break;
            }
            total += got;
        }
        return total;
    }

    private synchronized FileChannel reopen(FileChannel broken, ClosedChannelException cause) throws IOException {
        if (closed) {
            throw cause;
        }
        if (channel == broken) {
            channel = FileChannel.open(path, StandardOpenOption.READ);
        }
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }
}
