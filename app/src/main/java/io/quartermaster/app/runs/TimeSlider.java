package io.quartermaster.app.runs;

import io.quartermaster.app.graph.Ink;
import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The foot of a run: moves everything above to any instant of its past, a tick for each line of the log. FX thread
// only.
final class TimeSlider extends VBox {
    private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

    private final RunViewModel model;
    private final EventWords events;
    private final Texts texts;
    private final Times times;
    private final Label says = new Label();
    private final Button live = new Button(null, new FontIcon("fth-radio"));
    private final Track track;

    TimeSlider(RunViewModel model, Texts texts, Times times) {
        this.model = model;
        this.texts = texts;
        this.times = times;
        this.events = new EventWords(texts);
        this.track = new Track();
        setId("run-slider");
        getStyleClass().add("run-slider");
        says.setId("run-slider-says");
        says.setMinWidth(80);
        says.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(says, Priority.ALWAYS);
        live.setId("run-live");
        live.textProperty().bind(texts.live("runs.live"));
        live.setMinWidth(USE_PREF_SIZE);
        Hint.on(live, texts.live("runs.live.help"));
        live.setOnAction(event -> model.live());
        HBox row = new HBox(
                6,
                button("run-earlier", "fth-chevron-left", "runs.earlier", -1),
                button("run-later", "fth-chevron-right", "runs.later", 1),
                says,
                live);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(track, row);
        model.shownProperty().subscribe(now -> show());
        model.troubleProperty().subscribe(now -> show());
    }

    private Button button(String id, String icon, String key, int step) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().add("icon-button");
        button.accessibleTextProperty().bind(texts.live(key));
        Hint.on(button, texts.live(key));
        button.setOnAction(event -> step(step));
        return button;
    }

    private void step(int by) {
        Shown now = model.shownProperty().get();
        if (now != null) {
            model.lookAt(now.seq() + by);
        }
    }

    /// Says the same in another language.
    void show() {
        Shown now = model.shownProperty().get();
        RunLog log = model.log().orElse(null);
        track.requestLayout();
        if (now == null || log == null) {
            says.setText("");
            return;
        }
        live.setDisable(now.live());
        boolean unknown = model.troubleProperty().get() != null;
        pseudoClassStateChanged(PAST, !now.live());
        RunEvent event = log.events().get((int) now.seq() - 1);
        Duration since = Duration.between(log.began().orElse(event.at()), event.at());
        says.setText(texts.get(
                !now.live() ? "runs.slider.past" : unknown ? "runs.slider.unknown" : "runs.slider.live",
                times.absolute(event.at()),
                times.duration(since),
                Long.toString(now.seq()),
                Long.toString(log.seq()),
                events.of(event.fact(), model::name)));
    }

    /// The line of time itself.
    private final class Track extends Region {
        private static final double HEIGHT = 26;
        private static final double MARGIN = 10;
        private final Ink ink = new Ink(this::requestLayout);
        private final Canvas canvas = new Canvas();

        Track() {
            setId("run-slider-track");
            getStyleClass().add("run-slider-track");
            setMinHeight(HEIGHT);
            setPrefHeight(HEIGHT);
            setMaxHeight(HEIGHT);
            setFocusTraversable(true);
            accessibleTextProperty().bind(texts.live("runs.slider"));
            getChildren().setAll(ink, canvas);
            setOnMousePressed(event -> {
                requestFocus();
                look(event.getX());
            });
            setOnMouseDragged(event -> look(event.getX()));
            setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.LEFT) {
                    step(-1);
                    event.consume();
                } else if (event.getCode() == KeyCode.RIGHT) {
                    step(1);
                    event.consume();
                } else if (event.getCode() == KeyCode.HOME) {
                    model.lookAt(1);
                    event.consume();
                } else if (event.getCode() == KeyCode.END) {
                    model.live();
                    event.consume();
                }
            });
        }

        private void look(double x) {
            RunLog log = model.log().orElse(null);
            if (log == null || log.seq() == 0) {
                return;
            }
            double share = Math.clamp((x - MARGIN) / Math.max(1, getWidth() - 2 * MARGIN), 0, 1);
            Instant at = begin(log).plusMillis(Math.round(share * length(log)));
            model.lookAt(log.seqAt(at));
        }

        private Instant begin(RunLog log) {
            return log.began().orElseThrow();
        }

        private Instant end(RunLog log) {
            Shown now = model.shownProperty().get();
            Instant last = log.last().orElseThrow();
            return now != null && now.live() && now.at().isAfter(last) ? now.at() : last;
        }

        private long length(RunLog log) {
            return Math.max(1, Duration.between(begin(log), end(log)).toMillis());
        }

        private double x(RunLog log, Instant at) {
            double share = (double) Duration.between(begin(log), at).toMillis() / length(log);
            return MARGIN + Math.clamp(share, 0, 1) * (getWidth() - 2 * MARGIN);
        }

        @Override
        protected void layoutChildren() {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            GraphicsContext gc = canvas.getGraphicsContext2D();
            gc.clearRect(0, 0, getWidth(), getHeight());
            double middle = getHeight() / 2;
            gc.setStroke(ink.of("line-strong"));
            gc.setLineWidth(2);
            gc.strokeLine(MARGIN, middle, getWidth() - MARGIN, middle);
            RunLog log = model.log().orElse(null);
            Shown now = model.shownProperty().get();
            if (log == null || now == null || log.seq() == 0) {
                return;
            }
            ticks(gc, log, middle);
            double knob = x(log, now.at());
            gc.setStroke(ink.of("accent"));
            gc.setLineWidth(3);
            gc.strokeLine(MARGIN, middle, knob, middle);
            gc.setFill(ink.of(now.live() ? "running" : "accent"));
            gc.fillOval(knob - 7, middle - 7, 14, 14);
            gc.setStroke(ink.of("surface"));
            gc.setLineWidth(2);
            gc.strokeOval(knob - 7, middle - 7, 14, 14);
        }

        /// One tick a pixel at most; the gravest of those that fall together is seen.
        private void ticks(GraphicsContext gc, RunLog log, double middle) {
            int wide = (int) Math.max(1, getWidth());
            int[] gravest = new int[wide + 1];
            List<RunEvent> all = log.events();
            for (RunEvent event : all) {
                int x = (int) Math.clamp(Math.round(x(log, event.at())), 0, wide);
                gravest[x] = Math.max(gravest[x], gravity(event.fact()));
            }
            gc.setLineWidth(1);
            for (int x = 0; x <= wide; x++) {
                String token = token(gravest[x]);
                if (token != null) {
                    double high = gravest[x] == 1 ? 4 : 9;
                    gc.setStroke(ink.of(token));
                    gc.strokeLine(x + 0.5, middle - high, x + 0.5, middle + high);
                }
            }
        }

        private static int gravity(Fact fact) {
            return switch (fact) {
                case Fact.Ended ended -> bad(ended.status()) ? 3 : 1;
                case Fact.Did did -> 2;
                case Fact.Clashed clashed -> 3;
                default -> 1;
            };
        }

        private static boolean bad(NodeStatus status) {
            return status == NodeStatus.FAILED || status == NodeStatus.TIMEOUT;
        }

        private static @Nullable String token(int gravity) {
            return switch (gravity) {
                case 1 -> "faint";
                case 2 -> "accent-text";
                case 3 -> "failed";
                default -> null;
            };
        }
    }
}
