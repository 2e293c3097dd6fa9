package io.quartermaster.app.cluster;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Everything known of the selected server. Its labels stay and change their texts, as it is told anew every second. FX
/// thread only.
final class ServerDetails extends ScrollPane {
    static final double WIDTH = 300;

    private final Texts texts;
    private final Times times;
    private final ClusterWords words;
    private final Label name = new Label();
    private final Label state = new Label("", new FontIcon("fth-check-circle"));
    private final Label drain = new Label("", new FontIcon("fth-log-out"));
    private final Label load = new Label("", new FontIcon("fth-alert-triangle"));
    private final Label clock = new Label("", new FontIcon("fth-alert-circle"));
    private final GridPane grid = new GridPane();
    private final List<Fact> facts = new ArrayList<>();
    private @Nullable Member shown;
    private Subscription following = Subscription.EMPTY;

    /// A line of the grid.
    private record Fact(Label value, Function<Member, String> of) {
        void show(Member member) {
            value.setText(of.apply(member));
        }
    }

    ServerDetails(Texts texts, Times times) {
        this.texts = texts;
        this.times = times;
        this.words = new ClusterWords(texts, times);
        setId("server-details");
        getStyleClass().add("inspector");
        name.getStyleClass().add("subheading");
        load.getStyleClass().add("status-waiting");
        clock.getStyleClass().add("status-failed");
        drain.getStyleClass().add("status-waiting");
        for (Label each : List.of(name, drain, load, clock)) {
            each.setWrapText(true);
            each.setMinHeight(USE_PREF_SIZE);
        }
        name.setId("server-name");
        drain.setId("server-drain");
        clock.setId("server-clock");
        grid();
        VBox content = new VBox(name, state, drain, load, clock, grid);
        content.getStyleClass().add("inspector-content");
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        texts.languageProperty().subscribe(now -> draw());
        times.zoneProperty().subscribe(now -> draw());
    }

    /// Follows a row from now on; null for none.
    void follow(@Nullable MemberRow row) {
        following.unsubscribe();
        following = row == null
                ? Subscription.EMPTY
                : row.memberProperty().subscribe(member -> {
                    shown = member;
                    draw();
                });
    }

    private void grid() {
        grid.getStyleClass().add("facts");
        ColumnConstraints label = new ColumnConstraints();
        label.setMinWidth(84);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(label, value);
        fact("role", words::role, false);
        fact("zone", member -> member.row().zone(), false);
        fact("slots", words::slots, false);
        fact("load", words::load, false);
        fact("running", member -> texts.get("cluster.count", member.row().running()), false);
        fact("fired", member -> texts.get("cluster.count", member.row().fired()), false);
        fact("lease", words::lease, false);
        fact("lease.until", member -> times.absolute(member.row().leaseUntil()), true);
        fact("clock", words::clock, false);
        fact("tenure", member -> Long.toString(member.row().epoch()), true);
        fact("started", member -> times.absolute(member.row().started()), true);
        fact("version", member -> member.row().version(), true);
        fact("host", member -> member.row().host(), true);
        fact("link", member -> member.row().linkAddress(), true);
        fact("logs", member -> member.row().logDirectory(), true);
    }

    private void fact(String key, Function<Member, String> of, boolean mono) {
        Label label = new Label();
        label.textProperty().bind(texts.live("cluster.column." + key));
        label.getStyleClass().add("muted");
        label.setMinWidth(USE_PREF_SIZE);
        GridPane.setValignment(label, VPos.TOP);
        Label value = new Label();
        value.setWrapText(true);
        if (mono) {
            value.getStyleClass().add("mono");
        }
        grid.addRow(grid.getRowCount(), label, value);
        facts.add(new Fact(value, of));
    }

    private void draw() {
        Member member = shown;
        if (member == null) {
            return;
        }
        name.setText(member.id());
        state.setText(words.state(member));
        state.getStyleClass().removeIf(style -> style.startsWith("status-"));
        state.getStyleClass().add(ClusterWords.stateStyle(member));
        state.setGraphic(new FontIcon(ClusterWords.stateIcon(member)));
        reveal(drain, words.progress(member));
        boolean wrong = member.progress() == Member.Progress.UNANSWERED;
        drain.getStyleClass().removeAll("status-failed", "status-waiting");
        drain.getStyleClass().add(wrong ? "status-failed" : "status-waiting");
        reveal(load, member.overloaded() ? words.loadTip(member) : null);
        reveal(clock, member.clockOff() ? words.clockTip(member) : null);
        facts.forEach(fact -> fact.show(member));
    }

    private static void reveal(Label label, @Nullable String text) {
        label.setText(text == null ? "" : text);
        label.setVisible(text != null);
        label.setManaged(text != null);
    }
}
