package io.quartermaster.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {
    @TempDir
    Path directory;

    @Test
    void aSecondRunReplacesItsOwnSectionAndNoOther() throws IOException {
        ResultsFile file = new ResultsFile(directory.resolve("RESULTS.md"));
        file.put("lateness", "late 17");
        file.put("idle", "idle 3");
        file.put("steady", "steady 4");

        file.put("idle", "idle 2");

        assertThat(Files.readString(file.path()))
                .startsWith("# What was measured")
                .contains("## lateness\n\nlate 17\n", "## idle\n\nidle 2\n", "## steady\n\nsteady 4\n")
                .doesNotContain("idle 3");
    }
}
