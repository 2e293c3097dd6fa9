package io.quartermaster.app.calendars;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Flaw;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// What of a calendar cannot be read, word for word, and what follows from it for the jobs that name it. FX thread
// only.
final class UnreadableCalendar extends VBox {
    private static final int LONGEST = 120;

    private final CalendarsViewModel model;
    private final Texts texts;
    private final Label text = new Label(null, new FontIcon("fth-alert-circle"));
    private final Button replace = new Button();

    UnreadableCalendar(CalendarsViewModel model, Texts texts) {
        super(4);
        this.model = model;
        this.texts = texts;
        setId("calendar-unreadable");
        text.setId("calendar-unreadable-text");
        text.getStyleClass().addAll("small", "status-failed");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        replace.setId("calendar-unreadable-replace");
        replace.textProperty().bind(texts.live("calendars.unreadable.replace"));
        replace.setOnAction(event -> model.replaceUnreadable());
        replace.managedProperty().bind(replace.visibleProperty());
        getChildren().setAll(text, replace);
        managedProperty().bind(visibleProperty());
    }

    /// Shows what cannot be read now, in the language of now.
    void show() {
        List<Flaw> flaws = model.flawsProperty().get();
        setVisible(!flaws.isEmpty());
        text.setText(flaws.stream().map(this::words).collect(Collectors.joining("\n")) + "\n"
                + texts.get("calendars.unreadable.todo"));
        // days are mended where they stand
        replace.setVisible(flaws.stream().anyMatch(flaw -> !flaw.field().equals("days")));
    }

    private String words(Flaw flaw) {
        String stored = flaw.stored().replaceAll("\\R", " ⏎ ");
        String shown = stored.length() <= LONGEST ? stored : stored.substring(0, LONGEST) + "…";
        return texts.get("calendars.unreadable." + flaw.field(), shown);
    }
}
