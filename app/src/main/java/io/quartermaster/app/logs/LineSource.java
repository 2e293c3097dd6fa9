package io.quartermaster.app.logs;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/// Where the lines of a view come from: a file, the matching lines of a file, or the merged lines of a trace.
///
/// A source has addresses from 0 to [#extent()]; in a file they are bytes, elsewhere rows. A view asks for a
/// screenful at an address and never for all. Methods may block on the disk and are safe to call from several
/// threads.
interface LineSource extends Closeable {
    /// Behind the last address.
    long extent();

    /// Lines from the one that holds the address on; fewer at the end.
    List<LogLine> from(long address, int lines) throws IOException;

    /// The last lines before the one that holds the address, in reading order; fewer at the beginning.
    List<LogLine> before(long address, int lines) throws IOException;

    /// Passes every matching line from an address (a line start) on to the sink, in order.
    /// Returns the address from which a later pass over a grown source goes on.
    long scan(LineTest test, long from, HitSink sink, ScanControl control) throws IOException;

    /// The last matching line that starts before the address.
    OptionalLong previous(LineTest test, long before, ScanControl control) throws IOException;

    /// The first matching line that starts at or behind the address.
    default OptionalLong next(LineTest test, long from, ScanControl control) throws IOException {
        long[] found = {-1};
        scan(
                test,
                from,
                address -> {
                    found[0] = address;
                    return false;
                },
                control);
        return found[0] < 0 ? OptionalLong.empty() : OptionalLong.of(found[0]);
    }

    /// The text of a line beyond what it shows, up to a number of bytes.
    String whole(LogLine line, int maxBytes) throws IOException;

    /// The address of a line number, where the source knows numbers.
    default OptionalLong addressOfLine(long number) throws IOException {
        return OptionalLong.empty();
    }

    @Override
    default void close() throws IOException {}
}
