package io.quartermaster.model.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.JobId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NestingTest {
    private static final JobId A = new JobId(1);
    private static final JobId B = new JobId(2);
    private static final JobId C = new JobId(3);

    private static Topology holding(long... jobs) {
        Draw draw = new Draw();
        for (long job : jobs) {
            draw.node("n" + job, Part.nested(job));
        }
        return draw.done();
    }

    @Test
    void onesOwnNameIsACircle() {
        assertThat(Nesting.circles(A, holding(1), Map.of())).isEqualTo(Map.of(new NodeId("n1"), List.of(A)));
    }

    @Test
    void aCircleOverOthersIsToldAtTheNodeThatLeadsIntoIt() {
        Map<JobId, Topology> others = Map.of(B, holding(3), C, holding(1));
        assertThat(Nesting.circles(A, holding(2, 9), others)).isEqualTo(Map.of(new NodeId("n2"), List.of(B, C, A)));
    }

    @Test
    void aCircleAmongTheOthersIsToldToo() {
        Map<JobId, Topology> others = Map.of(B, holding(3), C, holding(2));
        assertThat(Nesting.circles(A, holding(2), others)).isEqualTo(Map.of(new NodeId("n2"), List.of(B, C, B)));
    }

    @Test
    void theSameOneInTwoPlacesIsNone() {
        Map<JobId, Topology> others = Map.of(B, holding(3), C, holding(4));
        assertThat(Nesting.circles(A, holding(2, 3), others)).isEmpty();
    }
}
