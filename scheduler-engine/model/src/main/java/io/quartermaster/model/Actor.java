package io.quartermaster.model;

/// Who does something: the person's account and the workstation. Immutable.
public record Actor(String who, String host) {}
