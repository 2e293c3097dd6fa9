package io.quartermaster.app.platform;

import javafx.scene.Node;

/// One entry of the navigation rail. FX thread only.
///
/// The shell asks for the view when the page is first shown, calls `activate` each time it comes to the front and
/// `deactivate` each time it leaves: subscribe and poll between the two only.
public interface Page {
    /// Stable, lower case, one word: it is saved as the last page.
    String id();

    String titleKey();

    /// An Ikonli literal, for instance `fth-list`.
    String icon();

    Node view();

    void activate();

    void deactivate();

    /// `F5` and `Ctrl+R`.
    default void refresh() {}

    /// `/`: puts the cursor into the page's filter, if it has one.
    default void focusFilter() {}
}
