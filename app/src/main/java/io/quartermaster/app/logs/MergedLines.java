package io.quartermaster.app.logs;

import java.io.IOException;
import java.util.List;

/// Collected lines of several files as a source; all of them in memory, as they are bounded. Addresses are rows.
/// Immutable.
final class MergedLines extends RowSource {
    private final List<LogLine> lines;

    MergedLines(List<LogLine> lines) {
        this.lines = List.copyOf(lines);
    }

    @Override
    public long extent() {
        return lines.size();
    }

    @Override
    LogLine row(long row) {
        return lines.get((int) row);
    }

    @Override
    public String whole(LogLine line, int maxBytes) throws IOException {
        try (LogFile file = LogFile.open(line.file())) {
            return file.whole(line, maxBytes);
        }
    }
}
