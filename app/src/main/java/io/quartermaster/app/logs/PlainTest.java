package io.quartermaster.app.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Lines that contain a text: Horspool's search over the undecoded bytes, which UTF-8 allows. Without case only the
/// ASCII letters are folded; [LogQuery] sends other alphabets that have case to [RegexTest].
final class PlainTest implements LineTest {
    private final String text;
    private final boolean matchCase;
    private final byte[] needle;
    private final int[] shift = new int[256];
    private final byte[] fold = new byte[256];

    PlainTest(String text, boolean matchCase) {
        this.text = text;
        this.matchCase = matchCase;
        for (int i = 0; i < 256; i++) {
            fold[i] = (byte) (!matchCase && i >= 'A' && i <= 'Z' ? i + ('a' - 'A') : i);
        }
        needle = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < needle.length; i++) {
            needle[i] = fold[needle[i] & 0xFF];
        }
        buildShifts();
    }

    private void buildShifts() {
        for (int i = 0; i < 256; i++) {
            shift[i] = needle.length;
            for (int k = 0; k < needle.length - 1; k++) {
                if (needle[k] == fold[i]) {
                    shift[i] = needle.length - 1 - k;
                }
            }
        }
    }

    @Override
    public boolean scan(Block block, HitSink sink, ScanControl control) {
        byte[] bytes = block.bytes();
        int at = find(bytes, 0, block.length());
        while (at >= 0) {
            if (!sink.hit(block.lineStartAt(at))) {
                return false;
            }
            int newline = Newlines.first(bytes, at, block.length());
            at = newline < 0 ? -1 : find(bytes, newline + 1, block.length());
        }
        return true;
    }

    private int find(byte[] bytes, int from, int to) {
        int last = needle.length - 1;
        byte lastByte = needle[last];
        int end = from + last;
        while (end < to) {
            int value = bytes[end] & 0xFF;
            if (fold[value] == lastByte && matchesAt(bytes, end - last)) {
                return end - last;
            }
            end += shift[value];
        }
        return -1;
    }

    private boolean matchesAt(byte[] bytes, int start) {
        for (int i = 0; i < needle.length; i++) {
            if (fold[bytes[start + i] & 0xFF] != needle[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Span> spans(String line) {
        List<Span> spans = new ArrayList<>();
        int i = 0;
        while (i + text.length() <= line.length()) {
            if (line.regionMatches(!matchCase, i, text, 0, text.length())) {
                spans.add(new Span(i, i + text.length()));
                i += text.length();
            } else {
                i++;
            }
        }
        return spans;
    }
}
