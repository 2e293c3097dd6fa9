package io.quartermaster.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.ManualTasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Group;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NavigatorAndPaletteTest {
    @TempDir
    Path home;

    private final List<String> events = new ArrayList<>();

    @Test
    void aPageIsActivatedBeforeItIsShownAndTheFormerOneLeaves() {
        Navigator navigator = navigator(null);
        navigator.currentProperty().addListener((property, before, now) -> events.add("shown " + now.id()));
        navigator.open("settings");
        assertThat(events)
                .containsExactly(
                        "activate connections", "deactivate connections", "activate settings", "shown settings");
    }

    @Test
    void theLastPageIsTheFirstAtTheNextStart() {
        assertThat(navigator("settings").currentProperty().get().id()).isEqualTo("settings");
        assertThat(navigator("gone").currentProperty().get().id()).isEqualTo("connections");
    }

    @Test
    void backAndForwardRetraceTheWay() {
        Navigator navigator = navigator(null);
        navigator.open("settings");
        navigator.back();
        assertThat(navigator.currentProperty().get().id()).isEqualTo("connections");
        navigator.forward();
        assertThat(navigator.currentProperty().get().id()).isEqualTo("settings");
        navigator.forward();
        assertThat(navigator.currentProperty().get().id()).isEqualTo("settings");
    }

    @Test
    void thePaletteRanksWordStartsFirstAndRemembersWhatWasUsed() {
        Desk desk = Desks.plain(home, new ManualTasks(), new AnsweringDialogs());
        desk.actions().register(Action.of("a.retry", "platform.retry", "fth-x", () -> events.add("retry")));
        desk.actions()
                .register(Action.of("a.close", "platform.close", "fth-x", () -> events.add("close"))
                        .disabledWhile(new SimpleObjectProperty<>("not now")));
        Palette palette = new Palette(navigator(null), desk.actions(), desk.texts());
        palette.reset();
        assertThat(palette.entries()).extracting(Palette.Entry::name).startsWith("Connections", "Settings");
        assertThat(palette.entries().getLast().reason()).isEqualTo("not now");
        palette.queryProperty().set("ta");
        assertThat(palette.entries().getFirst().name()).isEqualTo("Try again");
        palette.choose(palette.entries().getFirst());
        assertThat(events).contains("retry");
        palette.reset();
        assertThat(palette.entries().getFirst().name()).isEqualTo("Try again");
        palette.queryProperty().set(">");
        assertThat(palette.entries()).extracting(Palette.Entry::id).containsExactly("a.retry", "a.close");
        palette.queryProperty().set("zzz");
        assertThat(palette.entries()).isEmpty();
    }

    private Navigator navigator(@org.jspecify.annotations.Nullable String start) {
        Navigator navigator =
                new Navigator(List.of(new Plain("connections", events), new Plain("settings", events)), start);
        navigator.start();
        return navigator;
    }

    private record Plain(String id, List<String> events) implements Page {
        @Override
        public String titleKey() {
            return id + ".title";
        }

        @Override
        public String icon() {
            return "fth-circle";
        }

        @Override
        public Node view() {
            return new Group();
        }

        @Override
        public void activate() {
            events.add("activate " + id);
        }

        @Override
        public void deactivate() {
            events.add("deactivate " + id);
        }
    }
}
