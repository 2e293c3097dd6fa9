package io.quartermaster.bench.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One line of a client's journal: a handler ran. Immutable.
///
/// @param dueMillis when the job was due, by the servers' clock
/// @param enteredMillis when the handler began, by the client's clock; all three are of the epoch
/// @param endedMillis when it ended
public record Execution(
        String triggerId, String trace, String job, long dueMillis, long enteredMillis, long endedMillis) {
    private static final String SEPARATOR = "\t";
    private static final int COLUMNS = 6;

    /// How late the handler began.
    public long lateMillis() {
        return enteredMillis - dueMillis;
    }

    /// The line, with its end.
    String line() {
        return String.join(
                        SEPARATOR,
                        triggerId,
                        trace,
                        job,
                        Long.toString(dueMillis),
                        Long.toString(enteredMillis),
                        Long.toString(endedMillis))
                + "\n";
    }

    /// Every whole line of a journal; what a killed client left of its last one is passed over.
    ///
    /// @return empty when there is no such file yet
    public static List<Execution> readAll(Path journal) throws IOException {
        List<Execution> all = new ArrayList<>();
        if (Files.exists(journal)) {
            try (BufferedReader in = Files.newBufferedReader(journal)) {
                String line;
                while ((line = in.readLine()) != null) {
                    String[] columns = line.split(SEPARATOR, -1);
                    if (columns.length == COLUMNS && !columns[COLUMNS - 1].isEmpty()) {
                        all.add(of(columns));
                    }
                }
            }
        }
        return all;
    }

    private static Execution of(String[] columns) {
        return new Execution(
                columns[0],
                columns[1],
                columns[2],
                Long.parseLong(columns[3]),
                Long.parseLong(columns[4]),
                Long.parseLong(columns[5]));
    }
}
