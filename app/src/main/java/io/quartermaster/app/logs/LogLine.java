package io.quartermaster.app.logs;

import java.nio.file.Path;
import java.util.OptionalLong;

/// One line as read, with where it came from. Immutable.
///
/// @param address its place in the source that gave it: a byte offset in a file, a row in a filtered or merged view
/// @param file    the file it stands in
/// @param offset  its first byte there
/// @param length  its bytes without the line end
/// @param number  its number in the file from 1, or 0 while that is not known; see [#lineNumber()]
/// @param text    its characters, invalid bytes replaced by U+FFFD, at most [#SHOWN_CHARS] of them
/// @param cut     whether there is more text than shown; [LineSource#whole] has it
public record LogLine(long address, Path file, long offset, long length, long number, String text, boolean cut) {
    /// The longest text a line is given with.
    public static final int SHOWN_CHARS = 4_000;

    /// The number in the file, from 1, once known.
    public OptionalLong lineNumber() {
        return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /// For example `job-rpc.log:120`, or with the byte where the number is not known: `job-rpc.log@4096`.
    public String origin() {
        Path name = file.getFileName();
        return (name == null ? file : name) + (number > 0 ? ":" + number : "@" + offset);
    }

    LogLine withAddress(long newAddress) {
        return new LogLine(newAddress, file, offset, length, number, text, cut);
    }
}
