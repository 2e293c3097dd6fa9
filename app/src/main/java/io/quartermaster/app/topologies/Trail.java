package io.quartermaster.app.topologies;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.model.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The topology that is open, and before it those that it was opened from, each within the one before. FX thread only.
final class Trail {
    private final Desk desk;
    private final Links links;
    private final Consumer<@Nullable EditorView> show;
    private final List<EditorView> views = new ArrayList<>();
    private boolean active;

    /// @param show told which is open now, null for none
    Trail(Desk desk, Links links, Consumer<@Nullable EditorView> show) {
        this.desk = desk;
        this.links = links;
        this.show = show;
    }

    /// The innermost, null while none is open.
    @Nullable
    EditorView open() {
        return views.isEmpty() ? null : views.getLast();
    }

    void activate() {
        active = true;
        EditorView open = open();
        if (open != null) {
            open.activate();
        }
    }

    void deactivate() {
        active = false;
        EditorView open = open();
        if (open != null) {
            open.deactivate();
        }
    }

    void quit(Duration patience) {
        views.forEach(each -> each.model().saving().quit(patience));
    }

    /// Opens a topology within the one that is open.
    void open(Job job, Workspace in) {
        EditorView above = open();
        if (above != null) {
            above.deactivate();
        }
        EditorViewModel opened = new EditorViewModel(
                Tools.of(desk, links.drafts()), in, job, desk.actions().writesBlockedProperty());
        EditorView view = new EditorView(desk, opened, links, new Ways(views.size()));
        views.add(view);
        show.accept(view);
        if (active) {
            view.activate();
        }
    }

    /// Closes what is open until so many are left.
    void close(int left) {
        if (views.size() <= left) {
            return;
        }
        views.getLast().deactivate();
        views.subList(left, views.size()).clear();
        EditorView above = open();
        show.accept(above);
        if (above != null && active) {
            above.activate();
        }
    }

    /// Where the editor at a depth is left to.
    private final class Ways implements EditorView.Ways {
        private final int depth;

        private Ways(int depth) {
            this.depth = depth;
        }

        @Override
        public void back() {
            close(depth);
        }

        @Override
        public void into(Member nested) {
            open(nested.job(), views.get(depth).model().workspace());
        }

        @Override
        public List<String> above() {
            return views.stream()
                    .limit(depth)
                    .map(view -> view.model().job().spec().name())
                    .toList();
        }

        @Override
        public void up(int level) {
            close(level + 1);
        }
    }
}
