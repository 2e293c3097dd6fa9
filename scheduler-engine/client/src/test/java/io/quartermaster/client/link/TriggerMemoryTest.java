package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.wire.WireProgress;
import io.quartermaster.client.wire.WireReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriggerMemoryTest {
    private final TriggerMemory memory = new TriggerMemory(2, 1_000);
    private final Told first = new Told();
    private final Told second = new Told();

    @Test
    void everyServerThatAskedWhileItRanIsToldOnce() {
        assertThat(memory.begin("t", first)).isTrue();
        assertThat(memory.begin("t", second)).isFalse();
        assertThat(memory.begin("t", second)).isFalse();
        memory.finish("t", report("t", ""));
        assertThat(first.reports).hasSize(1);
        assertThat(second.reports).hasSize(1);
    }

    @Test
    void theOldestOfTheDoneIsForgottenButNeverWhatRuns() {
        memory.begin("running", first);
        for (String id : List.of("a", "b", "c")) {
            memory.begin(id, first);
            memory.finish(id, report(id, ""));
        }
        assertThat(memory.begin("running", second)).isFalse();
        assertThat(memory.begin("c", second)).isFalse();
        assertThat(memory.begin("a", second)).isTrue();
    }

    @Test
    void largeResultsAreForgottenSooner() {
        for (String id : List.of("a", "b")) {
            memory.begin(id, first);
            memory.finish(id, report(id, "x".repeat(800)));
        }
        assertThat(memory.begin("b", second)).isFalse();
        assertThat(memory.begin("a", second)).isTrue();
    }

    @Test
    void aTriggerThatNeverCameToRunMayBeRunLater() throws InterruptedException {
        memory.begin("t", first);
        assertThat(memory.awaitIdle(Duration.ofMillis(1))).isFalse();
        memory.forget("t");
        assertThat(memory.awaitIdle(Duration.ofMillis(1))).isTrue();
        assertThat(memory.begin("t", first)).isTrue();
    }

    private static WireReport report(String id, String message) {
        return WireReport.newBuilder().setTriggerId(id).setMessage(message).build();
    }

    private static final class Told implements ResultSink {
        private final List<WireReport> reports = new ArrayList<>();

        @Override
        public void result(WireReport report) {
            reports.add(report);
        }

        @Override
        public void progress(WireProgress line) {
            throw new AssertionError("no line was sent: " + line);
        }
    }
}
