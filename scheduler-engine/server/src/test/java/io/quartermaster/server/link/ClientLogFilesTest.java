package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientLogFilesTest {
    private final LinkBed bed = new LinkBed();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aClientWithALogDirectoryWritesTheFilesThatRunbooksName() throws IOException {
        TestHandler broken = TestHandler.doing("broken", context -> {
            throw new IllegalStateException("no balance");
        });
        try (SchedulerClient client = bed.builder(TestHandler.succeeding("hello"), broken)
                .logDirectory(directory)
                .build()) {
            client.start();
            Eventually.until("connected", () -> bed.heard.connected.size() == 1);
            String session = bed.heard.connected.get(0).sessionId();
            bed.server.send(session, LinkBed.dispatch("t1", "hello"));
            bed.server.send(session, LinkBed.dispatch("t2", "broken"));
            Eventually.until("reported", () -> bed.heard.reports.size() == 2);
        }
        assertThat(lines("scheduler/auth-audit.log"))
                .singleElement()
                .asString()
                .contains("accepted access key key")
                .doesNotContain("secret");
        assertThat(lines("scheduler/common-default.log"))
                .anySatisfy(line -> assertThat(line).matches(".*,INFO,trace-t1-000,trigger t1 runs handler hello"));
        assertThat(lines("scheduler/common-error.log"))
                .anySatisfy(
                        line -> assertThat(line).contains(",ERROR,trace-t2-000,trigger t2 failed in handler broken"))
                .anySatisfy(line -> assertThat(line).contains("IllegalStateException: no balance"));
        assertThat(lines("tracelog/scheduler-accept-digest.log"))
                .anySatisfy(line -> assertThat(line)
                        .contains(",trace-t1-000,settlement,000001,nightly,t1,hello,SIMPLE,CALLBACK,SUCCESS,"))
                .anySatisfy(line -> assertThat(line).contains(",t2,broken,SIMPLE,CALLBACK,FAILED,"));
        assertThat(lines("tracelog/scheduler-accept-stat.log")).hasSizeGreaterThanOrEqualTo(2);
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file));
    }
}
