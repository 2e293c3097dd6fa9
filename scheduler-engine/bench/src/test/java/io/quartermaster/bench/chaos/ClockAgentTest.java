package io.quartermaster.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockAgentTest {
    private static final String OURS = "io/quartermaster/server/Looks";

    /// Looks at the clock in every way there is in the classes that are watched.
    public static final class Looks {
        private Looks() {}

        @SuppressWarnings("JavaUtilDate")
        public static List<Long> millis() {
            return List.of(
                    System.currentTimeMillis(),
                    new Date().getTime(),
                    Instant.now().toEpochMilli(),
                    InstantSource.system().millis());
        }
    }

    @AfterEach
    void right() {
        SteppedTime.step(0);
    }

    @Test
    void aWatchedClassSeesTheSteppedClock() throws IOException, ReflectiveOperationException {
        byte[] changed = Objects.requireNonNull(new ClockAgent().transform(null, OURS, null, null, bytes(Looks.class)));
        Class<?> stepped = new One().define(changed);
        assertThat(late(stepped)).allMatch(late -> late >= 0 && late < 30_000);
        SteppedTime.step(-60_000);
        assertThat(late(stepped)).allMatch(late -> late >= -60_000 && late < -30_000);
    }

    @Test
    void aClassThatDoesNotLookAndOneThatIsNotWatchedStayAsTheyAre() throws IOException {
        ClockAgent agent = new ClockAgent();
        assertThat(agent.transform(null, OURS, null, null, bytes(Findings.class)))
                .isNull();
        assertThat(agent.transform(null, "com/example/Looks", null, null, bytes(Looks.class)))
                .isNull();
    }

    /// By how much its looks differ from the real clock.
    private static List<Long> late(Class<?> looks) throws ReflectiveOperationException {
        long before = System.currentTimeMillis();
        return ((List<?>) looks.getMethod("millis").invoke(null))
                .stream().map(millis -> (Long) millis - before).toList();
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(ClockAgentTest.class.getResourceAsStream(file))) {
            return in.readAllBytes();
        }
    }

    /// Loads one class of its own.
    private static final class One extends ClassLoader {
        One() {
            super(ClockAgentTest.class.getClassLoader());
        }

        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }
}
