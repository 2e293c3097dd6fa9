package io.quartermaster.app.work;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ChunkStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What is said of a run of work that is cut up. FX thread only.
public final class WorkWords {
    private static final List<ChunkStatus> WORST_FIRST = List.of(
            ChunkStatus.FAILED, ChunkStatus.EXECUTING, ChunkStatus.WAITING, ChunkStatus.CANCEL, ChunkStatus.SUCCEED);

    private final Texts texts;
    private final Times times;

    public WorkWords(Texts texts, Times times) {
        this.texts = texts;
        this.times = times;
    }

    public String status(ChunkStatus status) {
        return texts.get("work.chunk." + status);
    }

    public static String style(ChunkStatus status) {
        return switch (status) {
            case SUCCEED -> "status-ok";
            case EXECUTING -> "status-running";
            case FAILED -> "status-failed";
            case WAITING -> "status-waiting";
            case CANCEL -> "status-neutral";
        };
    }

    public static String icon(ChunkStatus status) {
        return switch (status) {
            case SUCCEED -> "fth-check-circle";
            case EXECUTING -> "fth-play-circle";
            case FAILED -> "fth-x-circle";
            case WAITING -> "fth-clock";
            case CANCEL -> "fth-slash";
        };
    }

    /// "3 failed, 12 executing, 85 succeeded", what wants a look first.
    public String counts(Map<ChunkStatus, Integer> chunks) {
        String text = "";
        for (ChunkStatus status : WORST_FIRST) {
            int count = chunks.getOrDefault(status, 0);
            if (count > 0) {
                String one = texts.get("work.count." + status, count);
                text = text.isEmpty() ? one : texts.get("work.count.and", text, one);
            }
        }
        return text.isEmpty() ? texts.get("work.count.none") : text;
    }

    /// How far the run is.
    String progress(WorkSnapshot now) {
        WorkSnapshot.Layer last = now.last();
        return now.counted()
                ? texts.get("work.progress", last.closed(), last.all(), now.items())
                : texts.get("work.progress.splitting", last.closed(), last.all(), now.items());
    }

    /// Items a second, or that nobody can say yet.
    String pace(WorkSnapshot now, Pace pace) {
        OptionalDouble rate = pace.itemsPerSecond();
        if (!now.going()) {
            return texts.get("records.none");
        }
        return rate.isEmpty() ? texts.get("work.pace.unknown") : texts.get("work.pace", Math.round(rate.getAsDouble()));
    }

    /// How long it still takes, only where that can be said.
    String left(WorkSnapshot now, Pace pace) {
        if (!now.going()) {
            return texts.get("records.none");
        }
        if (!now.counted()) {
            return texts.get("work.left.splitting");
        }
        return pace.remaining(now.last().open())
                .map(left -> texts.get("work.left", times.duration(left)))
                .orElse(texts.get("work.left.unknown"));
    }

    String took(WorkSnapshot now) {
        Instant finished = now.run().finished();
        Instant until = finished == null ? now.at() : finished;
        Duration took = Duration.between(now.run().started(), until);
        String text = times.duration(took.isNegative() ? Duration.ZERO : took);
        return finished == null && now.run().status() == RunStatus.EXECUTING
                ? texts.get("records.elapsed", text)
                : text;
    }

    /// How long its last attempt took, or has taken by then.
    public String took(Chunk chunk, @Nullable Instant by) {
        Instant sent = chunk.sent();
        if (chunk.duration().isPresent()) {
            return times.duration(chunk.duration().get());
        }
        if (sent == null || by == null || chunk.status() != ChunkStatus.EXECUTING) {
            return "";
        }
        Duration so = Duration.between(sent, by);
        return texts.get("records.elapsed", times.duration(so.isNegative() ? Duration.ZERO : so));
    }

    /// What it has done, as its handler says, or by the items counted.
    public String items(Chunk chunk) {
        Long total = chunk.total();
        Long done = chunk.succeed();
        if (chunk.status() == ChunkStatus.EXECUTING && total != null && done != null) {
            return texts.get("work.items.progress", done, total);
        }
        if (chunk.read() == 0 && chunk.failed() == 0) {
            return "";
        }
        return chunk.failed() == 0
                ? texts.get("work.items", chunk.read())
                : texts.get("work.items.failed", chunk.read(), chunk.failed());
    }

    /// A client's address without its application, which is the same for all of a run.
    static String place(String client) {
        return client.substring(client.lastIndexOf('@') + 1);
    }

    /// What it is of, on one line.
    public static String data(Chunk chunk) {
        return chunk.data().strip().replaceAll("\\s+", " ");
    }

    String task(WorkSnapshot now, int stage) {
        boolean last = stage == now.layers().size() - 1;
        return switch (now.run().type()) {
            case CLUSTER -> texts.get(last ? "work.layer.execute" : "work.layer.split");
            default -> texts.get("work.layer.step");
        };
    }
}
