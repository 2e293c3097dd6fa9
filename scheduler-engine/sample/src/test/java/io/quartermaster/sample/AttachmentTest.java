package io.quartermaster.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachmentTest {
    private static final Path HOME = Path.of("home");

    @TempDir
    Path directory;

    @Test
    void whatTheEngineWroteIsRead() throws IOException {
        write("address=127.0.0.1:9001\ninstance=000001\naccess-key=dev\nsecret=hush\n");
        assertThat(Attachment.in(directory))
                .hasValue(new Attachment(List.of("127.0.0.1:9001"), "000001", "dev", "hush"));
        assertThat(Attachment.in(directory).orElseThrow().toString()).doesNotContain("hush");
    }

    @Test
    void aFileThatIsNotThereOrHalfWrittenIsWaitedFor() throws IOException {
        assertThat(Attachment.in(directory)).isEmpty();
        write("address=127.0.0.1:9001\ninstance=0000");
        assertThat(Attachment.in(directory)).isEmpty();
    }

    @Test
    void aFileWhoseLastLineWasCutIsWaitedFor() throws IOException {
        write("address=127.0.0.1:90\ninstance=1\naccess-key=k\nsecret=\\u12");
        assertThat(Attachment.in(directory)).isEmpty();
        write("address=127.0.0.1:\ninstance=1\naccess-key=k\nsecret=s\n");
        assertThat(Attachment.in(directory)).isEmpty();
    }

    @Test
    void theEnginesDirectoryIsWhereThePlatformKeepsSuchThings() {
        assertThat(Attachment.usualDirectory("Linux", Map.of(), HOME))
                .isEqualTo(Path.of("home/.local/share/quartermaster/engine"));
        assertThat(Attachment.usualDirectory("Linux", Map.of("XDG_DATA_HOME", "data"), HOME))
                .isEqualTo(Path.of("data/quartermaster/engine"));
        assertThat(Attachment.usualDirectory("Mac OS X", Map.of(), HOME))
                .isEqualTo(Path.of("home/Library/Application Support/Quartermaster/engine"));
        assertThat(Attachment.usualDirectory("Windows 11", Map.of("LOCALAPPDATA", "local"), HOME))
                .isEqualTo(Path.of("local/Quartermaster/engine"));
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve(Attachment.FILE), text);
    }
}
