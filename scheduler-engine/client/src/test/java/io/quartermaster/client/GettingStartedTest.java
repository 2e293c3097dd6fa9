package io.quartermaster.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.handler.SourceHandlers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GettingStartedTest {
    private static final Pattern BLOCK =
            Pattern.compile("^ *```java\\R(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("public class (\\w+)");

    @TempDir
    private Path classes;

    @Test
    void everySnippetOfThePageCompiles() throws IOException {
        Map<String, String> snippets = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/getting-started.md")));
        while (block.find()) {
            Matcher type = TYPE.matcher(block.group(1));
            assertThat(type.find()).as(block.group(1)).isTrue();
            snippets.put(type.group(1), block.group(1));
        }
        assertThat(snippets).containsOnlyKeys("FirstApp", "ByTable");
        SourceHandlers.compile(snippets, "", classes);
    }

    @Test
    void everyLinkOfThePageLeadsSomewhere() throws IOException {
        Matcher link =
                Pattern.compile("\\]\\(([^)]+)\\)").matcher(Files.readString(Path.of("docs/getting-started.md")));
        while (link.find()) {
            assertThat(Path.of("docs").resolve(link.group(1))).exists();
        }
    }
}
