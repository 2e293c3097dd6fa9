package io.quartermaster.app.logs;

import java.nio.file.Path;
import java.time.Instant;

/// One log file as a directory lists it. Immutable.
///
/// @param name    without directories
/// @param known   whether the engine writes it
/// @param rotated whether it is an older part of another: `job-rpc.log.2026-11-20`
/// @param changed its last change
public record LogFileInfo(Path path, String name, long size, Instant changed, boolean known, boolean rotated) {}
