package io.quartermaster.app.logs;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/// The lines of a file that match, as a source of its own: only their offsets are kept, at most [#BOUND] (8 MB).
/// It fills while it is shown. Addresses are rows.
final class FilteredLines extends RowSource {
    /// Rows at most.
    static final int BOUND = 1_000_000;

    private final LogFile file;
    private final LineTest test;
    private final LongList offsets;
    private volatile long scannedTo;

    FilteredLines(LogFile file, LineTest test) {
        this(file, test, BOUND);
    }

    FilteredLines(LogFile file, LineTest test, int bound) {
        this.file = file;
        this.test = test;
        this.offsets = new LongList(bound);
    }

    /// Takes up what the file has had since the last time. For one background thread at a time.
    void fill(ScanControl control) throws IOException {
        scannedTo = file.scan(test, scannedTo, offset -> offset <= offsets.last() || offsets.add(offset), control);
    }

    /// Whether lines beyond the bound were left out.
    boolean overfull() {
        return offsets.full();
    }

    LogFile file() {
        return file;
    }

    @Override
    public long extent() {
        return offsets.size();
    }

    @Override
    LogLine row(long row) throws IOException {
        long offset = offsets.get((int) row);
        List<LogLine> line = file.from(offset, 1);
        return line.isEmpty()
                ? new LogLine(row, file.path(), offset, 0, 0, "", false)
                : line.getFirst().withAddress(row);
    }

    @Override
    public String whole(LogLine line, int maxBytes) throws IOException {
        return file.whole(line, maxBytes);
    }

    @Override
    public OptionalLong addressOfLine(long number) throws IOException {
        OptionalLong wanted = file.addressOfLine(number);
        int size = offsets.size();
        if (wanted.isEmpty() || size == 0) {
            return OptionalLong.empty();
        }
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (offsets.get(middle) < wanted.getAsLong()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return OptionalLong.of(low);
    }
}
