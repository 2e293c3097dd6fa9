package io.quartermaster.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void ofAHundredValuesTheNinetyNinthIsTheLastButOne() {
        Percentiles hundred =
                Percentiles.of(LongStream.rangeClosed(1, 100).boxed().toList());

        assertThat(hundred.median()).isEqualTo(50);
        assertThat(hundred.at(99)).isEqualTo(99);
        assertThat(hundred.max()).isEqualTo(100);
    }

    @Test
    void ofOneValueAllAreThatValueInWhateverOrder() {
        assertThat(Percentiles.of(List.of(7L)).at(99)).isEqualTo(7);
        assertThat(Percentiles.of(List.of(9L, 3L, 6L)).median()).isEqualTo(6);
    }

    @Test
    void ofNothingAllAreZero() {
        assertThat(Percentiles.of(List.of()).max()).isZero();
    }
}
