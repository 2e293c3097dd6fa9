package io.quartermaster.app.platform;

import org.jspecify.annotations.Nullable;

/// A short notice in the corner. Never the only sign of an error.
///
/// @param undo what the Undo button does, null when there is nothing to undo
public record Toast(String text, @Nullable Runnable undo) {}
