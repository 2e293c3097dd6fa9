package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.Look;
import io.quartermaster.app.platform.Texts;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.FilteredList;
import javafx.css.PseudoClass;
import javafx.scene.Cursor;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The jobs of the instance, to be put into the topology by a double click, Enter, or dragging; those that cannot be
/// members stand below and say why. FX thread only.
final class PalettePane extends VBox {
    private static final PseudoClass UNFIT = PseudoClass.getPseudoClass("unfit");

    /// What becomes of a job that is chosen. Places are on the screen.
    interface Hands {
        void add(Member member);

        void drag(Member member, double x, double y);

        void drop(Member member, double x, double y);
    }

    private final Texts texts;
    private final TextField search = new TextField();
    private final ListView<Member> list = new ListView<>();

    /// @param mend makes the selected job fit
    PalettePane(EditorViewModel model, Texts texts, Hands hands, Runnable mend) {
        this.texts = texts;
        setId("topology-palette");
        getStyleClass().add("topology-palette");
        search.setId("palette-search");
        search.promptTextProperty().bind(texts.live("topologies.palette.search"));
        search.accessibleTextProperty().bind(texts.live("topologies.palette.search"));
        FilteredList<Member> shown = new FilteredList<>(model.members());
        search.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && !shown.isEmpty()) {
                hands.add(shown.getFirst());
                event.consume();
            } else if (event.getCode() == KeyCode.DOWN && !shown.isEmpty()) {
                list.getSelectionModel().select(0);
                list.requestFocus();
                event.consume();
            }
        });
        search.textProperty().subscribe(text -> {
            String wanted = text.strip().toLowerCase(Locale.ROOT);
            shown.setPredicate(member -> member.name().toLowerCase(Locale.ROOT).contains(wanted));
        });
        list.setId("palette-jobs");
        list.setItems(shown);
        list.setCellFactory(view -> new MemberCell(hands, mend));
        list.accessibleTextProperty().bind(texts.live("topologies.palette"));
        list.setOnKeyPressed(event -> {
            Member member = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && member != null) {
                hands.add(member);
                event.consume();
            }
        });
        Label none = new Label();
        none.textProperty().bind(texts.live("topologies.palette.none"));
        none.getStyleClass().addAll("muted", "small");
        none.setWrapText(true);
        list.setPlaceholder(none);
        model.drawing().languageProperty().subscribe(now -> list.refresh());
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().setAll(search, list);
    }

    /// The job that is selected here, null for none.
    ObservableValue<@Nullable Member> selected() {
        return list.getSelectionModel().selectedItemProperty();
    }

    private final class MemberCell extends ListCell<Member> {
        private final Label name = new Label();
        private final Text below = new Text();
        private final Button mend = new Button();
        private boolean dragging;
        private final VBox box = new VBox(2, name, below, mend);

        private MemberCell(Hands hands, Runnable mend) {
            below.getStyleClass().add("palette-reason");
            this.mend.getStyleClass().addAll("small", "palette-mend");
            this.mend.setGraphic(new FontIcon("fth-tool"));
            this.mend.setOnAction(event -> {
                list.getSelectionModel().select(getIndex());
                mend.run();
            });
            below.wrappingWidthProperty().bind(list.widthProperty().subtract(36));
            name.setMinWidth(0);
            box.setMinWidth(0);
            name.maxWidthProperty().bind(list.widthProperty().subtract(36));
            setOnMouseClicked(event -> {
                Member member = getItem();
                if (event.getClickCount() == 2 && member != null) {
                    hands.add(member);
                }
            });
            // by the mouse alone, within the window: it needs nothing of the desktop's own dragging
            setOnMouseDragged(event -> drag(event, hands));
            setOnMouseReleased(event -> {
                Member member = getItem();
                if (dragging && member != null) {
                    hands.drop(member, event.getScreenX(), event.getScreenY());
                }
                dragging = false;
                setCursor(null);
            });
        }

        private void drag(MouseEvent event, Hands hands) {
            Member member = getItem();
            dragging = member != null && member.fits() && !event.isStillSincePress();
            if (dragging && member != null) {
                setCursor(Cursor.CLOSED_HAND);
                hands.drag(member, event.getScreenX(), event.getScreenY());
                event.consume();
            }
        }

        @Override
        protected void updateItem(@Nullable Member member, boolean empty) {
            super.updateItem(member, empty);
            if (member == null || empty) {
                setGraphic(null);
                pseudoClassStateChanged(UNFIT, false);
                return;
            }
            Look look = Look.of(member.part());
            name.setText(member.name());
            name.setGraphic(new FontIcon(member.fits() ? look.icon() : "fth-slash"));
            io.quartermaster.model.topology.Problem.Kind why = member.why();
            below.setText(why == null ? texts.get(look.word()) : texts.get("topologies.unfit." + why.name()));
            pseudoClassStateChanged(UNFIT, why != null);
            boolean mendable = Mending.possible(member);
            mend.setText(texts.get(Mending.MEND));
            mend.setVisible(mendable);
            mend.setManaged(mendable);
            setGraphic(box);
        }
    }
}
