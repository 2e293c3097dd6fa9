package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.server.timing.ClockNote;
import io.quartermaster.server.timing.DueTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The next fires, one below the other: on the job's wall clock, and on the viewer's where that differs.
final class FiresList extends VBox {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Texts texts;
    private final Times times;

    FiresList(Texts texts, Times times) {
        this.texts = texts;
        this.times = times;
        getStyleClass().add("fires");
        setId("fires");
    }

    /// @param jobZone the zone the job's times are written in
    void show(DueTimes.Preview preview, ZoneId jobZone) {
        ZoneId own = times.zoneProperty().get();
        List<Node> lines = new ArrayList<>();
        if (!preview.fires().isEmpty()) {
            lines.add(caption(preview.fires().getFirst().at(), jobZone, own));
        }
        for (DueTimes.Fire each : preview.fires()) {
            Instant fire = each.at();
            lines.add(line(fire, jobZone));
            if (each.note() != null) {
                lines.add(note(words(each.note()), "fires-clock"));
            }
            boolean differs =
                    !own.getRules().getOffset(fire).equals(jobZone.getRules().getOffset(fire));
            if (differs) {
                Label yours = new Label(times.seconds(fire, own));
                yours.getStyleClass().addAll("mono", "faint", "fires-yours");
                lines.add(yours);
            }
        }
        if (!preview.leftOut().isEmpty()) {
            lines.add(note(texts.get("jobs.form.ahead.leftOut", DayRanges.write(preview.leftOut())), "fires-left-out"));
        }
        getChildren().setAll(lines);
    }

    private Label note(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "small", styleClass);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private String words(ClockNote note) {
        String local = CLOCK.format(note.local());
        return switch (note) {
            case ClockNote.Moved moved -> texts.get("jobs.form.ahead.moved", local);
            case ClockNote.Twice twice -> texts.get("jobs.form.ahead.twice", local);
            case ClockNote.Again again -> texts.get("jobs.form.ahead.again", local);
            case ClockNote.Elapsed elapsed -> texts.get("jobs.form.ahead.elapsed");
        };
    }

    /// Whose wall clock the lines are on.
    private Label caption(Instant first, ZoneId job, ZoneId own) {
        String in = texts.get("jobs.form.ahead.in", job.getId());
        boolean same = own.getRules().getOffset(first).equals(job.getRules().getOffset(first));
        String name = own.getId().equals("Z") ? "UTC" : own.getId();
        Label caption = new Label(same ? in : in + "\n" + texts.get("jobs.form.ahead.yours", name));
        caption.getStyleClass().addAll("muted", "small");
        caption.setWrapText(true);
        caption.setMinHeight(USE_PREF_SIZE);
        return caption;
    }

    private HBox line(Instant fire, ZoneId zone) {
        Label at = new Label(times.seconds(fire, zone));
        at.getStyleClass().addAll("mono", "fires-at");
        at.setMinWidth(USE_PREF_SIZE);
        String day = fire.atZone(zone)
                .getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, texts.language().locale());
        Label weekday = new Label(day);
        weekday.getStyleClass().add("muted");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label in = new Label();
        in.textProperty().bind(times.relativeLive(fire));
        in.getStyleClass().add("muted");
        in.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(8, at, weekday, space, in);
        return line;
    }
}
