package io.quartermaster.app.platform;

import java.util.Locale;

/// What kind of environment a connection leads to. Shown as colour and word, always.
public enum Environment {
    DEV,
    TEST,
    PROD;

    /// The word on the badge: the same in every language, because people say it so.
    public String word() {
        return name();
    }

    /// The style class that carries the token of this environment.
    public String styleClass() {
        return "env-" + name().toLowerCase(Locale.ROOT);
    }
}
