package io.quartermaster.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineIndexTest {
    @Test
    void countingEightBytesAtATimeGivesTheSameAsOneByOne() {
        Random random = new Random(7);
        byte[] bytes = new byte[10_000];
        random.nextBytes(bytes);
        for (int i = 0; i < 3_000; i++) {
            bytes[random.nextInt(bytes.length)] = '\n';
        }
        for (int from = 0; from < 20; from++) {
            int expected = 0;
            for (int i = from; i < bytes.length - from; i++) {
                expected += bytes[i] == '\n' ? 1 : 0;
            }
            assertThat(Newlines.count(bytes, from, bytes.length - from)).isEqualTo(expected);
        }
    }

    @Test
    void itsMemoryStaysBoundedWhenTheFileOutgrowsItAndItsAnchorsStayRight() {
        LineIndex index = new LineIndex(16, 8);
        byte[] bytes = "ab\ncdefg\n\nh\n".repeat(500).getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < bytes.length; at += 7) {
            index.add(bytes, at, Math.min(at + 7, bytes.length));
        }
        assertThat(index.memory()).isLessThanOrEqualTo(16 * Long.BYTES);
        assertThat(index.covered()).isEqualTo(bytes.length);
        assertThat(index.newlines()).isEqualTo(2_000);
        for (long position = 0; position < bytes.length; position += 13) {
            LineIndex.Anchor anchor = index.anchorAt(position);
            assertThat(anchor.position()).isLessThanOrEqualTo(position);
            assertThat(anchor.newlinesBefore()).isEqualTo(Newlines.count(bytes, 0, (int) anchor.position()));
        }
    }

    @Test
    void theAnchorForALineLiesBeforeIt() {
        LineIndex index = new LineIndex(8, 4);
        byte[] bytes = "\n\n\n\n\n\n\n\naaaaaaaaaaaaaaaa\n\nb\n".getBytes(StandardCharsets.US_ASCII);
        index.add(bytes, 0, bytes.length);
        for (int wanted = 1; wanted <= index.newlines(); wanted++) {
            LineIndex.Anchor anchor = index.anchorBeforeLine(wanted);
            assertThat(anchor.position() == 0 || anchor.newlinesBefore() < wanted)
                    .isTrue();
        }
    }

    @Test
    void theIndexOfAnyFileTakesAtMostHalfAMegabyteAndOfOneGigabyteAQuarter() {
        long entriesOfOneGigabyte = (1L << 30) / LineIndex.FIRST_STRIDE + 1;
        long grownByDoubling = Long.highestOneBit(entriesOfOneGigabyte) * 2;
        assertThat(grownByDoubling * Long.BYTES).isEqualTo(256 * 1024);
        assertThat((long) LineIndex.MAX_ENTRIES * Long.BYTES).isEqualTo(512 * 1024);
    }
}
