package io.quartermaster.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogColumnsTest {
    @Test
    void aLineOfTheEngineIsSplitAtItsCommas() {
        assertThat(LogColumns.of("2026-11-21 14:03:22.117, 0a1b2c3d,settle-eod , ,FAILED"))
                .isEqualTo(new LogColumns("2026-11-21 14:03:22.117", List.of("0a1b2c3d", "settle-eod", "", "FAILED")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21 14:03:22.117 INFO x",
                "2026-11-21T14:03:22.117Z INFO x",
                "2026-11-21 14:03:22,117 INFO x",
                "[2026-11-21 14:03:22.117456789] INFO x",
                "2026-11-21T14:03:22.117+08:00 INFO x"
            })
    void stampsOfOtherProgramsAreUnderstood(String line) {
        assertThat(LogColumns.of(line)).isEqualTo(new LogColumns("2026-11-21 14:03:22.117", List.of("INFO x")));
    }

    @Test
    void aLineWithoutStampIsItsColumnsAndAStampThatIsNoDateIsNoInstant() {
        assertThat(LogColumns.of("\tat a.B.c(B.java:1)")).isEqualTo(new LogColumns("", List.of("at a.B.c(B.java:1)")));
        assertThat(LogColumns.instantOf("2026-13-45 14:03:22.117", ZoneOffset.UTC))
                .isEmpty();
        assertThat(LogColumns.instantOf("2026-11-21 14:03:22.117", ZoneOffset.ofHours(8)))
                .contains(Instant.parse("2026-11-21T06:03:22.117Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a, ERROR, b | ERROR",
                "run FAILED | ERROR",
                "send, failed | ERROR",
                "SEVERE: x | ERROR",
                "WARN x | WARNING",
                "[WARNING] x | WARNING",
                "TIMEOUT | WARNING",
                "TERROR and error and Failed | PLAIN",
                "NO-ERROR-HERE | PLAIN",
                "failed to say | PLAIN"
            })
    void howBadALineIsIsToldByItsWords(String line, Severity severity) {
        assertThat(Severity.of(line)).isEqualTo(severity);
    }

    @Test
    void aColumnReadsAsItsWriterMeantIt() {
        assertThat(LogColumns.plain("a\\u002C b\\nc\\\\nd")).isEqualTo("a, b\nc\\nd");
    }
}
