package io.quartermaster.app.platform;

/// An exception that knows how to tell a person what happened.
public interface Explained {
    UserError explain(Texts texts);
}
