package io.quartermaster.server.watching;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a server watches itself, and how long history is kept. Immutable.
///
/// @param http where health and metrics are served; null: nowhere
/// @param recordsDays how long records are kept of jobs that do not say
/// @param tellEvery between two lines of figures in `monitor.log`
/// @param lookEvery between two looks at what is overlooked
/// @param patience what is due for longer than this and not done is overlooked
/// @param purgeEvery between two rounds of removing old history
public record WatchSettings(
        @Nullable HttpAddress http,
        int recordsDays,
        Duration tellEvery,
        Duration lookEvery,
        Duration patience,
        Duration purgeEvery) {
    public static final int USUAL_DAYS = 30;

    /// Without a port of its own. Patience and a look make less than a minute together, with time left for the look.
    public static final WatchSettings USUAL = new WatchSettings(
            null,
            USUAL_DAYS,
            Duration.ofMinutes(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofHours(1));

    /// Where something listens.
    ///
    /// @param port 0 for any free one
    public record HttpAddress(String bindAddress, int port) {
        public static final int USUAL_PORT = 8080;
    }

    public WatchSettings withHttp(String bindAddress, int port) {
        return new WatchSettings(
                new HttpAddress(bindAddress, port), recordsDays, tellEvery, lookEvery, patience, purgeEvery);
    }

    public WatchSettings withRecordsDays(int days) {
        return new WatchSettings(http, days, tellEvery, lookEvery, patience, purgeEvery);
    }

    /// The same, but looking and telling that often.
    public WatchSettings withTimes(Duration tell, Duration look, Duration newPatience) {
        return new WatchSettings(http, recordsDays, tell, look, newPatience, purgeEvery);
    }
}
