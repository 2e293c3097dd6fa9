package io.quartermaster.app.logs;

import java.io.IOException;
import java.util.List;

/// Where a view wants to be next. Computed on a background thread, since it may read the disk. Immutable.
sealed interface LogMove {
    /// Reads the screenful the move leads to.
    LogWindow from(LogWindow now, LineSource source, int rows) throws IOException;

    /// This move and then another, as one; scrolling faster than the disk must not pile up.
    default LogMove then(LogMove next) {
        return next;
    }

    /// The last screenful.
    record End() implements LogMove {
        @Override
        public LogWindow from(LogWindow now, LineSource source, int rows) throws IOException {
            long extent = source.extent();
            return window(source.before(extent, rows), extent, extent);
        }
    }

    /// The same place again: the file has grown, or numbers are known by now.
    record Stay() implements LogMove {
        @Override
        public LogWindow from(LogWindow now, LineSource source, int rows) throws IOException {
            return new At(now.top()).from(now, source, rows);
        }
    }

    /// The line that holds an address becomes the first.
    record At(long address) implements LogMove {
        @Override
        public LogWindow from(LogWindow now, LineSource source, int rows) throws IOException {
            long extent = source.extent();
            List<LogLine> lines = source.from(address, rows + 1);
            if (lines.size() < rows && extent > 0) {
                return new End().from(now, source, rows);
            }
            boolean more = lines.size() > rows;
            return window(
                    more ? lines.subList(0, rows) : lines,
                    more ? lines.getLast().address() : extent,
                    extent);
        }
    }

    /// The line that holds an address comes into the upper third.
    record Reveal(long address) implements LogMove {
        @Override
        public LogWindow from(LogWindow now, LineSource source, int rows) throws IOException {
            boolean shown = now.lines().stream().anyMatch(line -> line.address() == address);
            if (shown) {
                return new At(now.top()).from(now, source, rows);
            }
            List<LogLine> above = source.before(address, rows / 3);
            return new At(above.isEmpty() ? address : above.getFirst().address()).from(now, source, rows);
        }
    }

    /// So many lines down, or up when negative.
    record By(int lines) implements LogMove {
        @Override
        public LogWindow from(LogWindow now, LineSource source, int rows) throws IOException {
            if (lines <= 0) {
                List<LogLine> above = source.before(now.top(), -lines);
                return new At(above.isEmpty() ? 0 : above.getFirst().address()).from(now, source, rows);
            }
            List<LogLine> below = source.from(now.top(), lines + 1);
            return new At(below.isEmpty() ? now.top() : below.getLast().address()).from(now, source, rows);
        }

        @Override
        public LogMove then(LogMove next) {
            return next instanceof By more ? new By(lines + more.lines()) : next;
        }
    }

    private static LogWindow window(List<LogLine> lines, long bottom, long extent) {
        return new LogWindow(lines, lines.isEmpty() ? 0 : lines.getFirst().address(), bottom, extent);
    }
}
