package io.quartermaster.client.journal;

import io.quartermaster.client.ClientIdentity;
import io.quartermaster.client.log.ClientLog;
import io.quartermaster.client.wire.JournalAcknowledged;
import io.quartermaster.client.wire.JournalEntry;
import io.quartermaster.client.wire.JournalFinished;
import io.quartermaster.client.wire.JournalOwed;
import io.quartermaster.client.wire.JournalStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A journal in segments of a directory.
///
/// An entry is handed to the operating system before the server is told of the run, so it outlives the process however
/// that ends; it is forced to the disk within a second, which is what a failure of the machine can cost. A segment
/// begins with all that still counts and is then appended to; when it has grown large the next one is begun and the one
/// before is removed, so the directory never holds much more than twice what counts. Thread-safe.
public final class FileJournal implements RunJournal {
    private static final ClientLog ERROR = ClientLog.named("common-error");
    private static final String SUFFIX = ".journal";
    private static final int SETTLED = 10_000;
    private static final long SETTLED_BYTES = 32L << 20;
    private static final long FORCE_SECONDS = 1;

    private final Path directory;
    private final ClientIdentity owner;
    private final long segmentBytes;
    private final DirectoryLock lock;
    private final List<Done> kept;
    private final ScheduledExecutorService forcing = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "scheduler-journal");
        thread.setDaemon(true);
        return thread;
    });
    // All below are guarded by this.
    private final JournalState state = new JournalState(SETTLED, SETTLED_BYTES);
    private Segment segment;
    private long number;
    private long rollAt;
    private boolean unforced;
    private boolean broken;
    private boolean closed;

    private FileJournal(Path directory, ClientIdentity owner, long segmentBytes, DirectoryLock lock)
            throws IOException {
        this.directory = directory;
        this.owner = owner;
        this.segmentBytes = segmentBytes;
        this.lock = lock;
        replay();
        this.kept = state.all();
        this.segment = begun();
        forcing.scheduleWithFixedDelay(this::force, FORCE_SECONDS, FORCE_SECONDS, TimeUnit.SECONDS);
    }

    /// @param segmentBytes how large a segment grows, beyond twice what it began with
    /// @throws IllegalStateException when another client has the directory, or it holds another application's journal
    /// @throws UncheckedIOException when it cannot be read or written
    public static FileJournal open(Path directory, ClientIdentity owner, long segmentBytes) {
        try {
            Files.createDirectories(directory);
            DirectoryLock lock = DirectoryLock.take(directory);
            try {
                return new FileJournal(directory, owner, segmentBytes, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal directory " + directory + " cannot be used", e);
        }
    }

    @Override
    public List<Done> kept() {
        return kept;
    }

    @Override
    public void finished(Done done) {
        keep(entry(done));
    }

    @Override
    public void owed(String triggerId, String server) {
        keep(JournalEntry.newBuilder()
                .setOwed(JournalOwed.newBuilder().setTriggerId(triggerId).setServer(server))
                .build());
    }

    @Override
    public void acknowledged(String server, Collection<String> triggerIds) {
        keep(JournalEntry.newBuilder()
                .setAcknowledged(
                        JournalAcknowledged.newBuilder().setServer(server).addAllTriggerId(triggerIds))
                .build());
    }

    private synchronized void keep(JournalEntry entry) {
        if (closed) {
            return;
        }
        state.apply(entry);
        try {
            if (broken || segment.size() > rollAt) {
                // What could not be appended may have left half an entry, behind which nothing is read.
                roll();
            } else {
                segment.append(entry);
            }
            unforced = true;
            if (broken) {
                broken = false;
                ERROR.warn("the journal in {} is written again, and complete", directory);
            }
        } catch (IOException e) {
            if (!broken) {
                ERROR.error(
                        "the journal in {} cannot be written: a restart would forget what finishes from now on; it is"
                                + " tried again with every run",
                        directory,
                        e);
            }
            broken = true;
        }
    }

    private void roll() throws IOException {
        Segment next = begun();
        segment.close();
        segment = next;
    }

    /// A segment with all that counts, in place of those before.
    private Segment begun() throws IOException {
        Path file = file(++number);
        Path unfinished = directory.resolve("unfinished");
        Segment made = Segment.create(unfinished);
        made.append(JournalEntry.newBuilder()
                .setStart(JournalStart.newBuilder()
                        .setApplication(owner.application())
                        .setInstance(owner.instance()))
                .build());
        for (Done done : state.all()) {
            made.append(entry(done));
        }
        made.force();
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory();
        for (Path old : segments()) {
            if (number(old) < number) {
                Files.delete(old);
            }
        }
        rollAt = segmentBytes + 2 * made.size();
        return made;
    }

    private void replay() throws IOException {
        List<Path> all = segments();
        for (Path each : all) {
            long lost = Segment.read(each, this::replay);
            if (lost > 0) {
                ERROR.warn("the last {} bytes of {} were not written to their end and are left out", lost, each);
            }
            number = number(each);
        }
    }

    private void replay(JournalEntry entry) {
        JournalStart start = entry.getStart();
        if (entry.hasStart()
                && !(start.getApplication().equals(owner.application())
                        && start.getInstance().equals(owner.instance()))) {
            throw new IllegalStateException("The journal directory " + directory + " is that of application "
                    + start.getApplication() + " of instance " + start.getInstance()
                    + ": give each application a directory of its own");
        }
        state.apply(entry);
    }

    private synchronized void force() {
        try {
            if (unforced && !closed) {
                unforced = false;
                segment.force();
            }
        } catch (IOException e) {
            broken = true;
            ERROR.error(
                    "the journal in {} cannot be forced to the disk; it is tried again with every run", directory, e);
        }
    }

    @Override
    public void close() {
        forcing.shutdownNow();
        synchronized (this) {
            if (closed) {
                return;
            }
            force();
            closed = true;
            try (lock) {
                segment.close();
            } catch (IOException e) {
                ERROR.error("the journal in {} did not close in order", directory, e);
            }
        }
    }

    private static JournalEntry entry(Done done) {
        JournalFinished.Builder finished =
                JournalFinished.newBuilder().setTriggerId(done.triggerId()).addAllServer(done.servers());
        if (done.report() != null) {
            finished.setReport(done.report());
        }
        return JournalEntry.newBuilder().setFinished(finished).build();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d+\\" + SUFFIX))
                    .sorted(Comparator.comparingLong(FileJournal::number))
                    .toList();
        }
    }

    private Path file(long which) {
        return directory.resolve(which + SUFFIX);
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    /// Windows cannot, and needs not.
    private void forceDirectory() {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            ERROR.debug("the directory {} cannot be forced to the disk", directory, e);
        }
    }
}
