package io.quartermaster.app.platform;

/// An error as a person reads it. All texts are already in the person's language.
///
/// @param sentence what failed
/// @param cause    why, as far as it is known
/// @param whatToDo the next step
/// @param code     short and stable, for runbooks and search
/// @param details  what "Copy details" copies: the stack trace and the circumstances
public record UserError(String sentence, String cause, String whatToDo, String code, String details) {}
