package io.quartermaster.app.platform;

import java.util.Locale;

/// A language the console speaks. Each shows itself by its own name, so that a person can find the way back.
public enum Language {
    ENGLISH(Locale.ENGLISH, "", "English", "EN"),
    CHINESE(Locale.SIMPLIFIED_CHINESE, "_zh_CN", "简体中文", "中");

    private final Locale locale;
    private final String suffix;
    private final String ownName;
    private final String mark;

    Language(Locale locale, String suffix, String ownName, String mark) {
        this.locale = locale;
        this.suffix = suffix;
        this.ownName = ownName;
        this.mark = mark;
    }

    public Locale locale() {
        return locale;
    }

    /// What a bundle's file name ends with, before `.properties`.
    public String suffix() {
        return suffix;
    }

    public String ownName() {
        return ownName;
    }

    /// One or two characters for the status bar.
    public String mark() {
        return mark;
    }

    /// The language the operating system asks for, English when it asks for one we do not speak.
    public static Language ofSystem(Locale system) {
        return system.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }
}
