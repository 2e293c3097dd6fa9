package io.quartermaster.app.zones;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `job-msg.log` from its end back to the switch, at most 32 MB, so that its size does not matter. Thread-safe.
public final class JobMsgLog implements SwitchProof {
    private static final int BLOCK = 64 * 1024;
    /// Lines longer than this are cut; a line of the log is far shorter.
    private static final int LONGEST_LINE = 1024 * 1024;
    /// Up to here the number of a line is counted, which means reading all that lies before it.
    private static final long COUNTED = 64L * 1024 * 1024;
    /// No look goes further back than this: it is repeated every second.
    private static final long SEARCHED = 32L * 1024 * 1024;

    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d:\\d\\d)(?:[.,](\\d{1,9}))?(Z|[+-]\\d\\d:\\d\\d)?");

    private final ZoneId zone;

    /// @param zone what times without an offset are told in
    public JobMsgLog(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Optional<ProofLine> newest(Path directory, Wanted wanted) throws IOException {
        Path file = directory.resolve(FILE);
        try (FileChannel channel = FileChannel.open(file)) {
            BackwardLines lines = new BackwardLines(channel);
            long last = channel.size() - SEARCHED;
            for (byte[] bytes = lines.previous(); bytes != null && lines.start() >= last; bytes = lines.previous()) {
                String line = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
                Optional<Instant> at = timeOf(line);
                if (at.isPresent() && at.get().isBefore(wanted.since())) {
                    return Optional.empty();
                }
                if (at.isPresent() && names(line, wanted.text()) && !namesAny(line, wanted.others())) {
                    return Optional.of(new ProofLine(file, number(channel, lines.start()), at.get(), line));
                }
            }
            return Optional.empty();
        }
    }

    /// The first time in the line.
    private Optional<Instant> timeOf(String line) {
        Matcher matcher = TIME.matcher(line);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String fraction = matcher.group(3) == null ? "" : "." + matcher.group(3);
        String local = matcher.group(1) + "T" + matcher.group(2) + fraction;
        String offset = matcher.group(4);
        try {
            return Optional.of(
                    offset == null
                            ? LocalDateTime.parse(local).atZone(zone).toInstant()
                            : OffsetDateTime.parse(local + offset).toInstant());
        } catch (java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean namesAny(String line, Set<String> instances) {
        return instances.stream().anyMatch(instance -> names(line, instance));
    }

    /// Whether the line holds `text` and not as a part of a longer name.
    private static boolean names(String line, String text) {
        for (int at = line.indexOf(text); at >= 0; at = line.indexOf(text, at + 1)) {
            int end = at + text.length();
            boolean begins = at == 0 || !inName(line.charAt(at - 1)) || !inName(text.charAt(0));
            if (begins && (end == line.length() || !inName(line.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean inName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static long number(FileChannel channel, long start) throws IOException {
        if (start > COUNTED) {
            return 0;
        }
        ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
        long number = 1;
        for (long at = 0; at < start; ) {
            buffer.clear().limit((int) Math.min(BLOCK, start - at));
            int read = channel.read(buffer, at);
            if (read <= 0) {
                return 0;
            }
            for (int i = 0; i < read; i++) {
                number += buffer.get(i) == '\n' ? 1 : 0;
            }
            at += read;
        }
        return number;
    }

    /// The lines of a file from the last to the first. One thread.
    private static final class BackwardLines {
        private final FileChannel channel;
        /// Everything before this is still to be given.
        private long end;

        private byte[] block = new byte[0];
        private long blockStart;

        BackwardLines(FileChannel channel) throws IOException {
            this.channel = channel;
            this.end = channel.size();
            this.blockStart = end;
        }

        /// Where the line given last begins.
        long start() {
            return end;
        }

        byte @Nullable [] previous() throws IOException {
            if (end == 0) {
                return null;
            }
            long from = end - 1;
            while (from > 0 && byteAt(from - 1) != '\n' && end - from < LONGEST_LINE) {
                from--;
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (long at = from; at < end; at++) {
                line.write(byteAt(at));
            }
            end = from;
            return line.toByteArray();
        }

        private byte byteAt(long position) throws IOException {
            if (position < blockStart || position >= blockStart + block.length) {
                // ending a little behind the position, so that a line across the seam does not read both sides in turn
                blockStart = Math.max(0, position + BLOCK / 4 - BLOCK);
                int size = (int) Math.min(BLOCK, channel.size() - blockStart);
                ByteBuffer buffer = ByteBuffer.allocate(size);
                for (int read = 0; read >= 0 && buffer.hasRemaining(); ) {
                    read = channel.read(buffer, blockStart + buffer.position());
                }
                block = buffer.array();
            }
            return block[(int) (position - blockStart)];
        }
    }
}
