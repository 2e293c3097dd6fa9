package io.quartermaster.app.logs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines in which a regular expression is found. `^` and `$` are the ends of the line.
///
/// An expression can take for ever on one line (`(a+)+b`); the text it reads is therefore one that stops it when the
/// pass is cancelled, or when one line has cost [#MOST_STEPS] steps, which counts as no match.
final class RegexTest implements LineTest {
    /// Characters one line may make the expression look at.
    static final int MOST_STEPS = 20_000_000;
    /// The same where a shown line is marked, which happens for every line of a screen.
    private static final int MOST_STEPS_SHOWN = 400_000;

    private final Pattern pattern;

    RegexTest(Pattern pattern) {
        this.pattern = pattern;
    }

    @Override
    public boolean scan(Block block, HitSink sink, ScanControl control) {
        byte[] bytes = block.bytes();
        Watched text = new Watched(new String(bytes, 0, block.length(), StandardCharsets.UTF_8), control, MOST_STEPS);
        Matcher matcher = pattern.matcher(text);
        int byteAt = 0;
        int charAt = 0;
        while (byteAt < block.length()) {
            // Decoding keeps every newline and makes none, so bytes and characters are walked side by side.
            int newline = Newlines.first(bytes, byteAt, block.length());
            int newlineChar = text.all.indexOf('\n', charAt);
            int end = newlineChar < 0 ? text.all.length() : newlineChar;
            int trimmed = end > charAt && text.all.charAt(end - 1) == '\r' ? end - 1 : end;
            if (found(matcher.region(charAt, trimmed), text)
                    && !sink.hit(byteAt == 0 ? block.lineStart() : block.position() + byteAt)) {
                return false;
            }
            if (newline < 0) {
                return true;
            }
            byteAt = newline + 1;
            charAt = newlineChar + 1;
        }
        return true;
    }

    private static boolean found(Matcher matcher, Watched text) {
        text.restart();
        try {
            return matcher.find();
        } catch (Stopped | StackOverflowError e) {
            // Alternations under a star recurse once a character in java.util.regex: too long a line is no match
            // either.
            return false;
        }
    }

    @Override
    public List<Span> spans(String line) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = pattern.matcher(new Watched(line, ScanControl.NONE, MOST_STEPS_SHOWN));
        try {
            while (matcher.find() && spans.size() < 1_000) {
                spans.add(new Span(matcher.start(), matcher.end()));
            }
        } catch (Stopped | StackOverflowError e) {
            return spans;
        }
        return spans;
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("A regular expression was stopped", null, false, false);
        }
    }

    /// A text that counts how often it is read. One thread.
    private static final class Watched implements CharSequence {
        private static final int LOOK_EVERY = 1 << 16;

        private final String all;
        private final ScanControl control;
        private final int most;
        private int steps;

        Watched(String all, ScanControl control, int most) {
            this.all = all;
            this.control = control;
            this.most = most;
        }

        void restart() {
            steps = 0;
        }

        @Override
        public char charAt(int index) {
            if (++steps % LOOK_EVERY == 0 && control.cancelled() || steps > most) {
                throw new Stopped();
            }
            return all.charAt(index);
        }

        @Override
        public int length() {
            return all.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return all.subSequence(start, end);
        }

        @Override
        public String toString() {
            return all;
        }
    }
}
