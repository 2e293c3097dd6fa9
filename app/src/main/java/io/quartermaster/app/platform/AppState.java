package io.quartermaster.app.platform;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the console remembers from one start to the next, in one small file. Nothing secret.
///
/// Changed on the FX thread; written by the executor given, always in its newest form. A file that cannot be read
/// is set aside as `*.broken` and the console starts with defaults.
public final class AppState {
    private static final System.Logger LOG = System.getLogger(AppState.class.getName());

    /// Where a window lies on the screen.
    public record Bounds(double x, double y, double width, double height, boolean maximized) {}

    /// The file's content.
    ///
    /// @param notes anything a page wants to remember, under keys that begin with its feature
    public record Saved(
            @Nullable Language language,
            @Nullable Appearance appearance,
            @Nullable Bounds window,
            @Nullable String lastPage,
            @Nullable String zone,
            Map<String, String> notes) {
        static final Saved NOTHING = new Saved(null, null, null, null, null, Map.of());

        public Saved {
            notes = Map.copyOf(notes);
        }

        public Saved withLanguage(Language to) {
            return new Saved(to, appearance, window, lastPage, zone, notes);
        }

        public Saved withAppearance(Appearance to) {
            return new Saved(language, to, window, lastPage, zone, notes);
        }

        public Saved withWindow(Bounds to) {
            return new Saved(language, appearance, to, lastPage, zone, notes);
        }

        public Saved withLastPage(String to) {
            return new Saved(language, appearance, window, to, zone, notes);
        }

        public Saved withZone(@Nullable String to) {
            return new Saved(language, appearance, window, lastPage, to, notes);
        }

        public Saved withNote(String key, String value) {
            Map<String, String> more = new java.util.TreeMap<>(notes);
            more.put(key, value);
            return new Saved(language, appearance, window, lastPage, zone, more);
        }
    }

    private final Path file;
    private final Executor writer;
    /// Written on the FX thread, read by the writer.
    private volatile Saved saved;
    /// One write stands for all changes made before it begins: a window that is resized makes hundreds.
    private final AtomicBoolean queued = new AtomicBoolean();

    public AppState(Path file, Executor writer) {
        this.file = file;
        this.writer = writer;
        this.saved = read(file);
    }

    public Saved saved() {
        return saved;
    }

    public String note(String key, String otherwise) {
        return saved.notes().getOrDefault(key, otherwise);
    }

    public void remember(String key, String value) {
        change(before -> before.withNote(key, value));
    }

    public void change(UnaryOperator<Saved> edit) {
        Saved next = edit.apply(saved);
        if (!next.equals(saved)) {
            saved = next;
            if (queued.compareAndSet(false, true)) {
                queueWrite();
            }
        }
    }

    private void queueWrite() {
        try {
            writer.execute(this::write);
        } catch (RejectedExecutionException e) {
            // the window closes, and a table that is laid out once more in it has nothing to tell the next start
            LOG.log(System.Logger.Level.DEBUG, "the console closes; a last change of its state is not kept", e);
        }
    }

    private synchronized void write() {
        // first, so that a change made while the file is written is written after it
        queued.set(false);
        AtomicFile.write(file, StateFile.write(saved));
    }

    private static Saved read(Path file) {
        byte[] bytes = AtomicFile.readOrEmpty(file);
        try {
            return StateFile.read(bytes);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot read " + file + ", set aside; starting with defaults", e);
            AtomicFile.setAside(file);
            return Saved.NOTHING;
        }
    }
}
