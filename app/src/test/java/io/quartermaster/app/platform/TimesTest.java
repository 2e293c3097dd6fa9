package io.quartermaster.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:03:22.117Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final Texts texts = new Texts(Language.ENGLISH);
    private final Ticker ticker = new Ticker((InstantSource) clock::get);
    private final Times times = new Times(texts, ticker, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({"0,now,刚刚", "12,in 12 s,12 秒后", "-120,2 min ago,2 分钟前", "10800,in 3 h,3 小时后", "-172800,2 d ago,2 天前"})
    void relativeTimesReadAlikeInBothLanguages(long seconds, String english, String chinese) {
        Instant instant = NOW.plusSeconds(seconds);
        assertThat(times.relative(instant)).isEqualTo(english);
        texts.languageProperty().set(Language.CHINESE);
        assertThat(times.relative(instant)).isEqualTo(chinese);
    }

    @Test
    void absoluteTimesAreWrittenInTheChosenZone() {
        assertThat(times.absolute(NOW)).isEqualTo("2026-11-21 06:03:22.117");
        times.zoneProperty().set(ZoneId.of("Asia/Shanghai"));
        assertThat(times.absolute(NOW)).isEqualTo("2026-11-21 14:03:22.117");
    }

    @Test
    void aLiveTimeAgesWithTheTicker() {
        var live = times.relativeLive(NOW);
        assertThat(live.getValue()).isEqualTo("now");
        clock.set(NOW.plusSeconds(5));
        ticker.tick();
        assertThat(live.getValue()).isEqualTo("5 s ago");
    }

    @ParameterizedTest
    @CsvSource({"350,350 ms", "41200,41.2 s", "185000,3 min 5 s", "7800000,2 h 10 min"})
    void durationsKeepTwoUnitsAtMost(long millis, String text) {
        assertThat(times.duration(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
