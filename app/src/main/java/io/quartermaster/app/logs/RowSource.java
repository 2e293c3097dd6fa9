package io.quartermaster.app.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// A source whose addresses are rows; finding in it reads row by row.
abstract class RowSource implements LineSource {
    private static final int LOOK_EVERY = 256;

    abstract LogLine row(long row) throws IOException;

    @Override
    public List<LogLine> from(long address, int lines) throws IOException {
        long start = Math.max(0, address);
        long end = Math.min(extent(), start + lines);
        List<LogLine> window = new ArrayList<>();
        for (long row = start; row < end; row++) {
            window.add(row(row));
        }
        return window;
    }

    @Override
    public List<LogLine> before(long address, int lines) throws IOException {
        long end = Math.min(address, extent());
        long start = Math.max(0, end - lines);
        return from(start, (int) (end - start));
    }

    @Override
    public long scan(LineTest test, long from, HitSink sink, ScanControl control) throws IOException {
        long end = extent();
        for (long row = from; row < end; row++) {
            if (row % LOOK_EVERY == 0) {
                control.progress(row - from, end - from);
                if (control.cancelled()) {
                    return row;
                }
            }
            if (test.matches(row(row).text()) && !sink.hit(row)) {
                return row;
            }
        }
        return end;
    }

    @Override
    public OptionalLong previous(LineTest test, long before, ScanControl control) throws IOException {
        for (long row = Math.min(before, extent()) - 1; row >= 0; row--) {
            if (row % LOOK_EVERY == 0 && control.cancelled()) {
                return OptionalLong.empty();
            }
            if (test.matches(row(row).text())) {
                return OptionalLong.of(row);
            }
        }
        return OptionalLong.empty();
    }
}
