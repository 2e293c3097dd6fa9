package io.quartermaster.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Colours are named in the two token sheets and nowhere else, so that a theme is one file and dark mode cannot be
/// forgotten.
class ColoursTest {
    private static final Path CSS = Path.of("../ui-resources/src/main/resources/io/quartermaster/ui/css");
    private static final Path CODE = Path.of("src/main/java");
    private static final Pattern RAW =
            Pattern.compile("#[0-9a-fA-F]{3,8}\\b(?=[\";\\s,)])|\\brgba?\\(|\\bhsba?\\(|Color\\.(web|rgb|valueOf)\\(");
    private static final Pattern TOKEN = Pattern.compile("(-qm-[a-z0-9-]+)\\s*:");
    private static final Pattern USE = Pattern.compile(":[^;]*?(-qm-[a-z0-9-]+)");

    @Test
    void onlyTheTokenSheetsNameColours() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(CSS), Files.walk(CODE))) {
            List<Path> offenders = files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("tokens-"))
                    .filter(file -> RAW.matcher(read(file)).find())
                    .toList();
            assertThat(offenders).isEmpty();
        }
    }

    @Test
    void bothThemesHaveTheSameTokens() {
        assertThat(found(TOKEN, CSS.resolve("tokens-dark.css")))
                .isEqualTo(found(TOKEN, CSS.resolve("tokens-light.css")));
    }

    @Test
    void everyTokenTheSheetUsesExists() {
        assertThat(found(TOKEN, CSS.resolve("tokens-light.css")))
                .containsAll(found(USE, CSS.resolve("quartermaster.css")));
    }

    private static Set<String> found(Pattern pattern, Path file) {
        return pattern.matcher(read(file))
                .results()
                .map(MatchResult::group)
                .map(text -> text.replaceAll("(?s).*?(-qm-[a-z0-9-]+)\\s*:?$", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
