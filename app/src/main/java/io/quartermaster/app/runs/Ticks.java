package io.quartermaster.app.runs;

/// Round distances of time for the marks of an axis.
final class Ticks {
    private static final long[] ROUND = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        15_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        900_000,
        1_800_000,
        3_600_000,
        7_200_000,
        14_400_000,
        28_800_000,
        86_400_000
    };

    private Ticks() {}

    /// The smallest round distance in milliseconds that makes at most `most` marks.
    static long step(long millis, int most) {
        for (long each : ROUND) {
            if (millis / each < most) {
                return each;
            }
        }
        long days = ROUND[ROUND.length - 1];
        return Math.max(days, millis / most / days * days + days);
    }
}
