package io.quartermaster.client;

import java.util.List;
import java.util.regex.Pattern;

/// A server and where it stands. Immutable.
///
/// @param zone its logic zone; empty when that is not known
public record ServerPlace(ServerAddress address, String zone) {
    private static final Pattern LINE = Pattern.compile("[\\w.\\[\\]:%-]+:\\d+(\\s+\\S+)?");

    /// Reads lines `host:port` or `host:port zone`; what follows `#` is a comment.
    ///
    /// @throws IllegalArgumentException when a line is neither
    public static List<ServerPlace> parseLines(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(ServerPlace::parsed)
                .toList();
    }

    /// Strict: what a proxy answers in place of a registry must not be taken for servers.
    private static ServerPlace parsed(String line) {
        if (!LINE.matcher(line).matches()) {
            throw new IllegalArgumentException("not 'host:port' or 'host:port zone' but '" + line + "'");
        }
        String[] words = line.split("\\s+", 2);
        return new ServerPlace(ServerAddress.parse(words[0]), words.length > 1 ? words[1] : "");
    }
}
