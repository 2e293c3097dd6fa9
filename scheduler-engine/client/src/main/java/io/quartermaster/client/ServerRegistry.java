package io.quartermaster.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Where a client learns which servers there are; it is asked again and again, on a thread of the client's own. An
/// application may bring its own; these there are:
///
/// | Written as | Asks |
/// |---|---|
/// | `http://scheduler-1:8080/servers` | a server's own list of all that live and do not drain (also `https`) |
/// | `dns:scheduler.example.com:9001` | the name's addresses, each of which is a server |
/// | `file:/etc/quartermaster/servers` | a file with a line `host:port` or `host:port zone` for each server |
@FunctionalInterface
public interface ServerRegistry {
    /// How much of an answer is read at most, in bytes.
    int LONGEST_ANSWER = 1 << 20;

    /// May block for some seconds.
    ///
    /// @return all servers there are now; an empty list is taken for a mistake, and changes nothing
    /// @throws IOException when it does not answer, or answers something else; the client keeps the servers it knows
    List<ServerPlace> servers() throws IOException;

    /// @throws IllegalArgumentException when it is none of the forms above
    static ServerRegistry of(String text) {
        if (text.startsWith("http://") || text.startsWith("https://")) {
            return http(text);
        }
        if (text.startsWith("dns:")) {
            ServerAddress name = ServerAddress.parse(text.substring("dns:".length()));
            return () -> Arrays.stream(InetAddress.getAllByName(name.host()))
                    .map(found -> new ServerPlace(new ServerAddress(found.getHostAddress(), name.port()), ""))
                    .toList();
        }
        if (text.startsWith("file:")) {
            Path file = Path.of(text.substring("file:".length()));
            return () -> parsed(file.toString(), Files.readAllLines(file));
        }
        throw new IllegalArgumentException(
                "A registry begins with http://, https://, dns: or file:, not '" + text + "'");
    }

    private static ServerRegistry http(String text) {
        URL url;
        try {
            url = URI.create(text).toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException("Not an address: '" + text + "'", e);
        }
        return () -> {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(3_000);
            connection.setReadTimeout(5_000);
            connection.setUseCaches(false);
            try {
                if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                    throw new IOException(text + " answers " + connection.getResponseCode());
                }
                try (InputStream in = connection.getInputStream()) {
                    String answer = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
                    return parsed(text, answer.lines().toList());
                }
            } finally {
                connection.disconnect();
            }
        };
    }

    private static List<ServerPlace> parsed(String from, List<String> lines) throws IOException {
        try {
            return ServerPlace.parseLines(lines);
        } catch (IllegalArgumentException e) {
            throw new IOException(from + " is not a list of servers: " + e.getMessage(), e);
        }
    }
}
