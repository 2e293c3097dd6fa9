package io.quartermaster.app.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/// How instants and durations are written, everywhere the same. FX thread only.
public final class Times {
    private static final DateTimeFormatter ABSOLUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Duration JUST_NOW = Duration.ofSeconds(1);

    private final Texts texts;
    private final Ticker ticker;
    private final ObjectProperty<ZoneId> zone;

    public Times(Texts texts, Ticker ticker, ZoneId zone) {
        this.texts = texts;
        this.ticker = ticker;
        this.zone = new SimpleObjectProperty<>(this, "zone", zone);
    }

    /// The zone that absolute times are written in.
    public ObjectProperty<ZoneId> zoneProperty() {
        return zone;
    }

    public Ticker ticker() {
        return ticker;
    }

    /// `2026-11-21 14:03:22.117` in the chosen zone.
    public String absolute(Instant instant) {
        return absolute(instant, zone.get());
    }

    public String absolute(Instant instant, ZoneId in) {
        return ABSOLUTE.format(instant.atZone(in));
    }

    /// `2026-11-21 14:03:22`, for what is planned to the second.
    public String seconds(Instant instant, ZoneId in) {
        return SECONDS.format(instant.atZone(in));
    }

    /// "in 3 h", "2 min ago", in the language of now.
    public String relative(Instant instant) {
        Duration ahead = Duration.between(ticker.nowProperty().get(), instant);
        Duration size = ahead.abs();
        if (size.compareTo(JUST_NOW) < 0) {
            return texts.get("platform.time.now");
        }
        return texts.get(ahead.isNegative() ? "platform.time.ago" : "platform.time.in", coarse(size));
    }

    public ObservableValue<String> relativeLive(Instant instant) {
        return Bindings.createStringBinding(() -> relative(instant), ticker.nowProperty(), texts.languageProperty());
    }

    public ObservableValue<String> absoluteLive(Instant instant) {
        return Bindings.createStringBinding(() -> absolute(instant), zone);
    }

    /// How long something took: `350 ms`, `41.2 s`, `3 min 5 s`, `2 h 10 min`.
    public String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return texts.get("platform.time.millis", Long.toString(millis));
        }
        if (millis < 60_000) {
            return texts.get("platform.time.s", String.format(Locale.ROOT, "%.1f", millis / 1_000.0));
        }
        long seconds = duration.toSeconds();
        if (seconds < 3_600) {
            return texts.get("platform.time.min", seconds / 60) + " " + texts.get("platform.time.s", seconds % 60);
        }
        return texts.get("platform.time.h", seconds / 3_600)
                + " "
                + texts.get("platform.time.min", seconds % 3_600 / 60);
    }

    private String coarse(Duration size) {
        long seconds = size.toSeconds();
        if (seconds < 60) {
            return texts.get("platform.time.s", seconds);
        }
        if (seconds < 3_600) {
            return texts.get("platform.time.min", seconds / 60);
        }
        if (seconds < 172_800) {
            return texts.get("platform.time.h", seconds / 3_600);
        }
        return texts.get("platform.time.d", seconds / 86_400);
    }
}
