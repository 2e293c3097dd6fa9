package io.quartermaster.app.platform;

/// What a person is asked before something that cannot simply be undone. All texts are already in the person's
// language.
///
/// @param title       the question, a sentence: "Delete job settle-eod?"
/// @param consequence what will happen, and what will not
/// @param object      the full name of what it happens to
/// @param environment where it happens; shown as a badge
/// @param verb        the word on the button that does it: "Delete". Never "OK"
public record Confirm(String title, String consequence, String object, Environment environment, String verb) {}
