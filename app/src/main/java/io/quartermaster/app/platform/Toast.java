package io.quartermaster.app.platform;

import org.jspecify.annotations.Nullable;

/// A short notice in the corner. Never the only sign of an error.
///
/// @param verb   the word on its button: "Undo", "Open the record". Null when it has none
/// @param action what the button does, null when it has none
public record Toast(String text, @Nullable String verb, @Nullable Runnable action) {}
