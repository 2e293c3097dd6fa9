package io.quartermaster.app.platform;

/// Light, dark, or what the operating system says.
public enum Appearance {
    SYSTEM,
    LIGHT,
    DARK
}
