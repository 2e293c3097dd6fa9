package io.quartermaster.app.calendars;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Calendar;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// What a calendar excludes in a year, month by month. FX thread only.
final class YearPreview extends VBox {
    private final Texts texts;
    private final Label sum = new Label();
    private final GridPane months = new GridPane(12, 2);

    YearPreview(Texts texts) {
        this.texts = texts;
        setSpacing(8);
        setId("calendar-preview");
        sum.getStyleClass().add("subheading");
        sum.setId("calendar-preview-sum");
        getChildren().addAll(sum, months);
    }

    void show(Calendar calendar, int year) {
        List<LocalDate> days = calendar.excludedIn(year);
        sum.setText(texts.get("calendars.preview", Integer.toString(year), days.size()));
        months.getChildren().clear();
        for (Month month : Month.values()) {
            Label name = new Label(
                    month.getDisplayName(TextStyle.SHORT, texts.language().locale()));
            name.getStyleClass().addAll("muted", "small");
            name.setMinWidth(USE_PREF_SIZE);
            String line = days.stream()
                    .filter(day -> day.getMonth() == month)
                    .map(day -> Integer.toString(day.getDayOfMonth()))
                    .collect(Collectors.joining(" "));
            Label shown = new Label(line.isEmpty() ? texts.get("calendars.preview.none") : line);
            shown.getStyleClass().addAll("mono", "small");
            shown.setWrapText(true);
            shown.setMinHeight(USE_PREF_SIZE);
            months.addRow(month.ordinal(), name, shown);
        }
    }
}
