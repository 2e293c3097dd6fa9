package io.quartermaster.app.platform;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;

/// Whatever asks or tells a person something in the way of the page. FX thread only; nothing here blocks.
///
/// Tests answer with a double of this interface.
public interface Dialogs {
    /// Asks; the verb button calls `proceed`. Cancel is the default button, Escape cancels.
    void confirm(Confirm question, Runnable proceed);

    void error(UserError error);

    /// Opens a form or any other content over the window, focus kept inside, Escape closes unless the sheet says
    // otherwise.
    ///
    /// @param buttons from left to right; the caller wires them and closes the sheet through the returned handle
    Sheet sheet(ObservableValue<String> title, Node content, Button... buttons);

    FileChoosers files();

    /// An open sheet.
    interface Sheet {
        void close();

        /// What Escape does from now on instead of closing: a sheet with something to lose asks first.
        void onEscape(Runnable instead);
    }
}
