package io.quartermaster.app.shell;

import io.quartermaster.app.platform.Page;
import java.util.Objects;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// A page's place in the rail before the page is made: the first frame shows all names and waits for no page.
///
/// Before [#become] it must not be turned to. FX thread only.
public final class LaterPage implements Page {
    private final String id;
    private final String icon;
    private @Nullable Page page;

    /// @param id   of the page to come; its title is the text `id.title`
    /// @param icon an Ikonli literal
    public LaterPage(String id, String icon) {
        this.id = id;
        this.icon = icon;
    }

    /// From now on this is that page.
    ///
    /// @throws IllegalArgumentException when it is another one than its place in the rail says
    public void become(Page made) {
        if (!made.id().equals(id)
                || !made.titleKey().equals(titleKey())
                || !made.icon().equals(icon)) {
            throw new IllegalArgumentException("page " + made.id() + " cannot take the place of " + id);
        }
        page = made;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String titleKey() {
        return id + ".title";
    }

    @Override
    public String icon() {
        return icon;
    }

    @Override
    public Node view() {
        return made().view();
    }

    @Override
    public void activate() {
        made().activate();
    }

    @Override
    public void deactivate() {
        made().deactivate();
    }

    @Override
    public void refresh() {
        made().refresh();
    }

    @Override
    public void focusFilter() {
        made().focusFilter();
    }

    private Page made() {
        return Objects.requireNonNull(page, id);
    }
}
