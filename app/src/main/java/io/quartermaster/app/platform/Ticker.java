package io.quartermaster.app.platform;

import java.time.Instant;
import java.time.InstantSource;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The one pulse a second behind everything on the screen that ages. FX thread only.
public final class Ticker {
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<Instant> now;
    private @Nullable Timeline timeline;

    public Ticker(InstantSource clock) {
        this.clock = clock;
        this.now = new ReadOnlyObjectWrapper<>(this, "now", clock.instant());
    }

    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /// The clock behind the pulse, for whoever needs the instant itself.
    public InstantSource clock() {
        return clock;
    }

    public void start() {
        if (timeline == null) {
            timeline = new Timeline(new KeyFrame(Duration.seconds(1), event -> tick()));
            timeline.setCycleCount(Animation.INDEFINITE);
            timeline.play();
        }
    }

    public void stop() {
        if (timeline != null) {
            timeline.stop();
            timeline = null;
        }
    }

    /// One pulse; tests call it by hand.
    public void tick() {
        now.set(clock.instant());
    }
}
