package io.quartermaster.app.cluster;

import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// How many slots a server has, as a number and as a bar of all there are.
final class SlotBarCell extends TableCell<MemberRow, Member> {
    private static final double WIDTH = 44;

    private final Function<Member, String> words;
    private final Region fill = new Region();
    private final Label number = new Label();
    private final HBox both;
    private final Tooltip tip = new Tooltip();

    SlotBarCell(Function<Member, String> words) {
        this.words = words;
        fill.getStyleClass().add("slot-fill");
        fill.setMinWidth(0);
        StackPane track = new StackPane(fill);
        track.getStyleClass().add("slot-track");
        track.setAlignment(Pos.CENTER_LEFT);
        track.setMinWidth(WIDTH);
        track.setMaxWidth(WIDTH);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        both = new HBox(8, track, space, number);
        both.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(@Nullable Member member, boolean empty) {
        super.updateItem(member, empty);
        if (member == null || empty) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        // one slot of a thousand is still to be seen
        double width = member.row().slots() == 0 ? 0 : Math.max(1, WIDTH * ClusterWords.slotShare(member));
        fill.setMaxWidth(width);
        fill.setPrefWidth(width);
        number.setText(words.apply(member));
        tip.setText(number.getText());
        setGraphic(both);
        setTooltip(tip);
    }
}
