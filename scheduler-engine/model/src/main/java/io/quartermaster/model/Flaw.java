package io.quartermaster.model;

/// A part of a stored job or calendar that cannot be read, because somebody wrote its row by hand. Immutable.
///
/// @param field which part, by the key [JobJson] or [CalendarJson] gives it
/// @param stored what stands there
/// @param why what is wrong with it, in the words of whoever tried to read it
public record Flaw(String field, String stored, String why) {}
