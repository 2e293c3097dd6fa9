package io.quartermaster.app.platform;

import java.time.Instant;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A page that reads anew every few seconds while it is in front, and at once when what it reads from changes. FX
/// thread only.
public abstract class LivePage implements Page {
    private static final String SHEETS = "/io/quartermaster/ui/css/";

    private final String id;
    private final String icon;
    private final Desk desk;
    private final ObservableValue<?> source;
    private final int every;
    private @Nullable Parent view;
    private Subscription active = Subscription.EMPTY;
    private int pulses;

    /// @param source what the page reads from, null while nothing is connected
    /// @param every  how many pulses of the desk's ticker lie between two readings
    protected LivePage(String id, String icon, Desk desk, ObservableValue<?> source, int every) {
        this.id = id;
        this.icon = icon;
        this.desk = desk;
        this.source = source;
        this.every = every;
    }

    /// Makes the view, when it is first shown.
    protected abstract Parent build();

    /// Reads because time has passed.
    protected void poll() {
        refresh();
    }

    /// Each pulse of the ticker, before the reading that may come with it.
    protected void pulse() {}

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String titleKey() {
        return id + ".title";
    }

    @Override
    public final String icon() {
        return icon;
    }

    @Override
    public final Node view() {
        Parent now = view;
        if (now == null) {
            now = build();
            view = now;
        }
        return now;
    }

    @Override
    public void activate() {
        active.unsubscribe();
        active = source.subscribe(now -> refresh())
                .and(desk.times().ticker().nowProperty().subscribe((before, now) -> pulsed()));
    }

    @Override
    public void deactivate() {
        active.unsubscribe();
        active = Subscription.EMPTY;
    }

    private void pulsed() {
        pulse();
        pulses++;
        if (pulses % every == 0) {
            poll();
        }
    }

    /// Dresses the page in style sheets of its own.
    protected static void dress(Parent page, String... sheets) {
        for (String sheet : sheets) {
            String file = SHEETS + sheet;
            page.getStylesheets()
                    .add(Objects.requireNonNull(LivePage.class.getResource(file), file)
                            .toExternalForm());
        }
    }

    /// How old what is shown is, in words; empty before the first reading. The text's key is `ID.updated`.
    protected final ObservableValue<String> freshness(ObservableValue<@Nullable Instant> updated) {
        return Bindings.createStringBinding(
                () -> {
                    Instant at = updated.getValue();
                    return at == null
                            ? ""
                            : desk.texts().get(id + ".updated", desk.times().relative(at));
                },
                updated,
                desk.times().ticker().nowProperty(),
                desk.texts().languageProperty());
    }
}
