package io.quartermaster.app.logs;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Lines whose [Severity] is ERROR, for "next error" and for the error marks beside the scroll bar.
final class ErrorTest implements LineTest {
    @Override
    public boolean scan(Block block, HitSink sink, ScanControl control) {
        // The words sought are ASCII, so Latin-1 shows them as well as UTF-8 and costs no decoding.
        String text = new String(block.bytes(), 0, block.length(), StandardCharsets.ISO_8859_1);
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            if (Severity.of(text.substring(start, end)) == Severity.ERROR
                    && !sink.hit(start == 0 ? block.lineStart() : block.position() + start)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    @Override
    public List<Span> spans(String text) {
        return Severity.of(text) == Severity.ERROR ? List.of(new Span(0, text.length())) : List.of();
    }
}
