package io.quartermaster.client.model.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RangeChunkDataTest {
    @Test
    void whatIsWrittenIsReadWhateverItHolds() {
        for (RangeChunkData range : new RangeChunkData[] {
            new RangeChunkData("07", "1", "50"),
            new RangeChunkData("", "", ""),
            new RangeChunkData("a,b", "\\", "c\\,d"),
            new RangeChunkData("表", "\n", "\"")
        }) {
            assertThat(RangeChunkData.parse(range.parseToString())).isEqualTo(range);
        }
        assertThat(new RangeChunkData("07", "1", "50").parseToString()).isEqualTo("07,1,50");
    }

    @Test
    void whatIsNoRangeIsNamed() {
        assertThatThrownBy(() -> RangeChunkData.parse("07,1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("07,1");
    }
}
