package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.server.timing.DueTimes;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What the form's trigger leads to, beside the form and as it is typed. FX thread only.
final class FiresPreview extends VBox {
    static final double WIDTH = 284;

    private final JobEditorViewModel model;
    private final Texts texts;
    private final FiresList list;
    private final Label note = new Label();
    // fields: what they listen to outlives the form
    private final ChangeListener<Object> update = (property, before, now) -> update();

    FiresPreview(JobEditorViewModel model, Texts texts, Times times) {
        this.model = model;
        this.texts = texts;
        this.list = new FiresList(texts, times);
        getStyleClass().add("fires-preview");
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        Label title = new Label();
        title.textProperty().bind(texts.live("jobs.form.ahead"));
        title.getStyleClass().add("subheading");
        note.getStyleClass().addAll("muted", "small");
        note.setId("fires-note");
        note.setWrapText(true);
        list.setMaxWidth(WIDTH);
        getChildren().addAll(title, list, note);
        model.fires().previewProperty().addListener(update);
        model.fires().computingProperty().addListener(update);
        model.violationsProperty().addListener(update);
        texts.languageProperty().addListener(new WeakChangeListener<>(update));
        times.zoneProperty().addListener(new WeakChangeListener<>(update));
        update();
    }

    private void update() {
        DueTimes.Preview preview = model.fires().previewProperty().get();
        Optional<ZoneId> in = model.zone();
        boolean showing = in.isPresent() && !preview.fires().isEmpty();
        if (!(model.fires().computingProperty().get() && !list.getChildren().isEmpty())) {
            ZoneId zone = in.orElse(ZoneId.of("UTC"));
            list.show(showing ? preview : new DueTimes.Preview(List.of(), List.of()), zone);
        }
        note.setText(note(preview.fires()));
    }

    private String note(List<DueTimes.Fire> ahead) {
        if (model.form().kind.get() == TriggerKind.EVENT) {
            return texts.get("jobs.form.ahead.event");
        }
        if (model.fires().computingProperty().get()) {
            return texts.get("jobs.form.ahead.computing");
        }
        if (ahead.isEmpty()) {
            return texts.get("jobs.form.ahead.none");
        }
        return ahead.size() < FiresAhead.COUNT ? texts.get("jobs.form.ahead.fewer") : "";
    }
}
