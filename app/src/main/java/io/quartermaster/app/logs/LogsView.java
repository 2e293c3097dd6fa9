package io.quartermaster.app.logs;

import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The Logs page: files left, filter on top, text with its marks in the middle, the selected line below. FX thread
/// only.
final class LogsView extends BorderPane {
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

    private final Desk desk;
    private final LogsViewModel model;
    private final LogTextView text;
    private final Faces faces;
    private final QueryBar filter;
    private final QueryBar find;

    LogsView(Desk desk, LogsViewModel model) {
        this.desk = desk;
        this.model = model;
        Texts texts = desk.texts();
        getStylesheets()
                .add(Objects.requireNonNull(getClass().getResource("/io/quartermaster/ui/css/logs.css"))
                        .toExternalForm());
        getStyleClass().add("logs-page");
        text = new LogTextView(model);
        text.accessibleTextProperty().bind(texts.live("logs.text"));
        faces = new Faces(texts, text);
        filter = new QueryBar(texts, "log-filter", "logs.filter", "fth-filter", model::filter);
        find = new QueryBar(texts, "log-find", "logs.find", "fth-search", model.finder()::find);
        completeBars();
        setTop(header());
        setCenter(content());
        subscribe();
    }

    private SplitPane content() {
        SplitPane lower = new SplitPane(faces, new DetailsPane(desk, model));
        lower.setOrientation(Orientation.VERTICAL);
        lower.setDividerPositions(0.76);
        VBox.setVgrow(lower, Priority.ALWAYS);
        VBox middle = new VBox(filter, new NoticeBar(desk.texts(), model), find, lower);
        middle.getStyleClass().add("log-middle");
        SplitPane split = new SplitPane(new SourcesPane(desk, model), middle);
        split.setDividerPositions(0.24);
        SplitPane.setResizableWithParent(split.getItems().getFirst(), false);
        return split;
    }

    private void subscribe() {
        Texts texts = desk.texts();
        model.faceProperty().subscribe(this::showFace);
        model.marksProperty().subscribe(changed -> showOutcomes());
        model.finder().stateProperty().subscribe(state -> showOutcomes());
        model.reader().selectionProperty().subscribe(selection -> showOutcomes());
        model.filterProblemProperty().subscribe(problem -> showOutcomes());
        texts.languageProperty().subscribe(language -> showOutcomes());
    }

    LogTextView text() {
        return text;
    }

    void focusFilter() {
        filter.focus();
    }

    void showFind() {
        find.setVisible(true);
        find.setManaged(true);
        find.focus();
    }

    private PageHeader header() {
        ActionRegistry actions = desk.actions();
        Button follow = actions.button(LogActions.FOLLOW);
        Runnable light = () -> follow.pseudoClassStateChanged(
                ON, model.followingProperty().get() && model.openProperty().get() != null);
        model.followingProperty().subscribe(light);
        model.openProperty().subscribe(light);
        Button wrap = actions.iconButton(LogActions.WRAP);
        text.wrapProperty().subscribe(on -> wrap.pseudoClassStateChanged(ON, on));
        PageHeader header = new PageHeader(
                desk.texts(),
                "logs.title",
                actions.iconButton(LogActions.PREVIOUS_ERROR),
                actions.iconButton(LogActions.NEXT_ERROR),
                actions.iconButton(LogActions.FIND),
                wrap,
                actions.iconButton(LogActions.START),
                actions.iconButton(LogActions.END),
                follow);
        LogHeading heading = new LogHeading(desk, model);
        header.freshness().setId("log-info");
        header.freshness()
                .textProperty()
                .bind(Bindings.createStringBinding(
                        heading::text,
                        model.openProperty(),
                        model.marksProperty(),
                        model.viewport().windowProperty(),
                        desk.texts().languageProperty()));
        return header;
    }

    private void completeBars() {
        filter.getStyleClass().add("log-filter-bar");
        Button close = new Button();
        close.setId("log-find-close");
        close.setGraphic(new FontIcon("fth-x"));
        close.getStyleClass().add("icon-button");
        close.accessibleTextProperty().bind(desk.texts().live("logs.find.close"));
        close.setOnAction(event -> hideFind());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        find.addAtEnd(
                space,
                desk.actions().iconButton(LogActions.PREVIOUS),
                desk.actions().iconButton(LogActions.NEXT),
                close);
        find.getStyleClass().add("log-find-bar");
        find.setVisible(false);
        find.setManaged(false);
        find.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                hideFind();
                event.consume();
            }
        });
        // a filter, because the field itself takes Enter
        find.field().addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                find.tell();
                jump(event.isShiftDown());
                event.consume();
            }
        });
        filter.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                filter.clear();
                text.requestFocus();
                event.consume();
            }
        });
    }

    private void jump(boolean back) {
        if (back) {
            model.reader().previousHit(false);
        } else {
            model.reader().nextHit(false);
        }
    }

    private void hideFind() {
        find.clear();
        find.setVisible(false);
        find.setManaged(false);
        text.requestFocus();
    }

    private void showOutcomes() {
        LogOutcome outcome = new LogOutcome(desk.texts(), model);
        find.say(model.finder().stateProperty().get().problem(), outcome.ofFind());
        filter.say(model.filterProblemProperty().get(), outcome.ofFilter());
    }

    private void showFace(LogsFace face) {
        Texts texts = desk.texts();
        switch (face) {
            case LogsFace.Lines lines -> faces.showContent();
            case LogsFace.Loading loading -> faces.showLoading();
            case LogsFace.Nothing nothing ->
                faces.showEmpty(
                        "fth-folder",
                        texts.live(nothing.reason()),
                        texts.live(nothing.reason() + ".todo", nothing.where()),
                        desk.actions().button(LogActions.OPEN_DIRECTORY));
            case LogsFace.NoLines none ->
                faces.showEmpty("fth-file-text", texts.live(none.titleKey()), texts.live(none.whatToDoKey()), null);
            case LogsFace.Broken broken ->
                faces.showBroken(
                        texts.live("logs.broken", broken.name(), desk.times().absolute(broken.since())),
                        texts.live(broken.reasonKey(), broken.detail()),
                        model::retry);
        }
    }
}
