package io.quartermaster.app.shell;

import io.quartermaster.app.platform.Page;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Which page is in front, and the way back. FX thread only.
public final class Navigator {
    private static final int REMEMBERED = 50;

    private final List<Page> pages;
    private final ReadOnlyObjectWrapper<Page> current;
    private final Deque<Page> back = new ArrayDeque<>();
    private final Deque<Page> forward = new ArrayDeque<>();
    private boolean started;

    /// In front is the page with the id given, or the first; it is activated by [#start].
    public Navigator(List<Page> pages, @Nullable String start) {
        this.pages = List.copyOf(pages);
        Page first = pages.stream()
                .filter(page -> page.id().equals(start))
                .findFirst()
                .orElse(pages.getFirst());
        this.current = new ReadOnlyObjectWrapper<>(this, "current", first);
    }

    /// Activates the page in front; once, before it is shown and before any other is opened.
    public void start() {
        started = true;
        current.get().activate();
    }

    public List<Page> pages() {
        return pages;
    }

    public ReadOnlyObjectProperty<Page> currentProperty() {
        return current.getReadOnlyProperty();
    }

    public void open(Page page) {
        if (started && page != current.get()) {
            remember(back, current.get());
            forward.clear();
            turnTo(page);
        }
    }

    /// @throws IllegalArgumentException when there is no such page
    public void open(String id) {
        open(pages.stream()
                .filter(page -> page.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no page " + id)));
    }

    public void back() {
        step(back, forward);
    }

    public void forward() {
        step(forward, back);
    }

    /// Tells the page in front that the window closes.
    public void close() {
        if (started) {
            current.get().deactivate();
        }
    }

    private void step(Deque<Page> from, Deque<Page> to) {
        Page page = from.pollFirst();
        if (page != null) {
            remember(to, current.get());
            turnTo(page);
        }
    }

    private void turnTo(Page page) {
        current.get().deactivate();
        // before the window asks for its view: the view's buttons stand for actions that activate registers
        page.activate();
        current.set(page);
    }

    private static void remember(Deque<Page> pages, Page page) {
        pages.addFirst(page);
        if (pages.size() > REMEMBERED) {
            pages.removeLast();
        }
    }
}
