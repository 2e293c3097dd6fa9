package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.LastDeed;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyMerge;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import io.quartermaster.store.TopologyRepository.Outcome;
import java.time.Duration;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A draft's way into the database. It saves itself when nothing was changed for two pulses; a save that comes too late
/// is never forced: the person chooses, or puts both together. Until it is saved it also lies in a file. FX thread
/// only,
/// without a toolkit.
final class Saving {
    private static final System.Logger LOG = System.getLogger(Saving.class.getName());
    /// Pulses without a change before a draft saves itself.
    private static final int QUIET = 2;

    private final EditorViewModel model;
    private final Recovery recovery;
    private final ReadOnlyObjectWrapper<Keeping> keeping = new ReadOnlyObjectWrapper<>(this, "keeping", Keeping.SAVED);
    private final ReadOnlyObjectWrapper<@Nullable TopologyVersion> theirs = new ReadOnlyObjectWrapper<>(this, "theirs");
    private int pulses;
    private @Nullable BackgroundTask<Boolean> writing;
    private boolean writeAgain;

    Saving(EditorViewModel model, Recovery recovery) {
        this.model = model;
        this.recovery = recovery;
    }

    ReadOnlyObjectProperty<Keeping> keepingProperty() {
        return keeping.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable TopologyVersion> theirsProperty() {
        return theirs.getReadOnlyProperty();
    }

    boolean unsaved() {
        return keeping.get() != Keeping.SAVED;
    }

    /// What is shown is what is stored.
    void settled() {
        keeping.set(Keeping.SAVED);
        theirs.set(null);
        file();
    }

    /// Another version is shown.
    void settledOn(TopologyVersion opened) {
        keeping.set(Keeping.SAVED);
        theirs.set(null);
        recover(opened);
    }

    /// The person changed the drawing.
    void changed() {
        pulses = 0;
        if (keeping.get() != Keeping.SAVING && keeping.get() != Keeping.STALE) {
            keeping.set(Keeping.CHANGED);
        }
        file();
    }

    void pulse() {
        boolean waits = keeping.get() == Keeping.CHANGED || keeping.get() == Keeping.FAILED;
        if (waits && ++pulses >= QUIET) {
            save(() -> {});
        }
    }

    /// Saves the draft now, if there is anything to save, and then goes on; not when the save failed.
    void save(Runnable then) {
        TopologyVersion shown = model.version();
        if (!unsaved()) {
            then.run();
            return;
        }
        if (keeping.get() == Keeping.STALE) {
            model.toast("topologies.why.stale");
            return;
        }
        if (shown == null || !model.editable() || keeping.get() == Keeping.SAVING) {
            return;
        }
        Topology saved = model.drawing().topology();
        keeping.set(Keeping.SAVING);
        model.change("topologies.task.save", () -> store(shown, saved), outcome -> saved(saved, outcome, then), () -> {
            keeping.set(Keeping.FAILED);
            pulses = 0;
        });
    }

    private Outcome store(TopologyVersion shown, Topology drawn) {
        Outcome outcome = model.workspace()
                .database()
                .topologies()
                .save(
                        model.job(),
                        shown.number(),
                        shown.revision(),
                        drawn,
                        model.workspace().actor());
        if (outcome instanceof Outcome.Saved) {
            recovery.saved(shown);
        }
        return outcome;
    }

    private void saved(Topology what, Outcome outcome, Runnable then) {
        keeping.set(Keeping.SAVED);
        if (outcome instanceof Outcome.Saved done) {
            became(done.version());
            if (!model.drawing().topology().equals(what)) {
                changed();
                save(then);
            } else {
                then.run();
            }
        } else {
            refused(outcome);
        }
    }

    void refused(Outcome outcome) {
        if (outcome instanceof Outcome.Stale stale) {
            theirs.set(stale.current());
            keeping.set(Keeping.STALE);
        } else if (outcome instanceof Outcome.NotNow not) {
            model.toast("topologies.refused", not.why());
            model.refresh();
        }
    }

    /// My changes and theirs, put together; null while there is nothing to be put together.
    @Nullable
    TopologyMerge merge() {
        TopologyVersion base = model.version();
        TopologyVersion now = theirs.get();
        return base == null || now == null
                ? null
                : TopologyMerge.of(base.definition(), model.drawing().topology(), now.definition());
    }

    /// Shows what somebody else saved, as a change of mine that can be undone.
    void takeTheirs() {
        TopologyVersion now = theirs.get();
        if (now == null) {
            return;
        }
        if (now.state() != State.DRAFT) {
            settled();
            model.open(now);
            return;
        }
        became(now);
        model.drawing().edit(Said.of("topologies.did.theirs", now.updatedBy()), now.definition());
        settled();
    }

    /// Saves mine over what somebody else saved.
    void keepMine() {
        settle(model.drawing().topology());
    }

    /// Saves what was put together.
    void takeMerged(Topology merged) {
        TopologyVersion now = theirs.get();
        if (now != null) {
            model.drawing().edit(Said.of("topologies.did.merge", now.updatedBy()), merged);
            settle(merged);
        }
    }

    /// Over their save; where they published or discarded the draft, into a new one.
    private void settle(Topology wanted) {
        TopologyVersion now = theirs.get();
        if (now == null) {
            return;
        }
        if (now.state() == State.DRAFT) {
            became(now);
            keeping.set(Keeping.CHANGED);
            save(() -> {});
        } else {
            model.deeds().begin(now.state().baseline() ? now.number() : 0, wanted);
        }
    }

    private void became(TopologyVersion now) {
        model.became(now);
        theirs.set(null);
    }

    /// Keeps what is not saved in the draft's file, or deletes that; one write at a time, the last one counts.
    private void file() {
        if (writing != null) {
            writeAgain = true;
            return;
        }
        TopologyVersion shown = model.version();
        if (shown == null || shown.state() != State.DRAFT) {
            return;
        }
        boolean keep = unsaved() && model.editable();
        Topology drawn = model.drawing().topology();
        writing = model.tools().tasks().quietly(model.tools().texts().live("topologies.task.keep"), () -> {
            if (keep) {
                recovery.keep(shown, drawn);
            } else {
                recovery.forget(shown.number());
            }
            return true;
        });
        writing.onDone(done -> written()).onFailed(why -> {
            // the database will get it all the same; a full disk says so elsewhere
            LOG.log(System.Logger.Level.WARNING, "the draft's file could not be written", why);
            written();
        });
    }

    private void written() {
        writing = null;
        if (writeAgain) {
            writeAgain = false;
            file();
        }
    }

    /// What a console left that was killed, or could not save.
    private void recover(TopologyVersion opened) {
        if (opened.state() != State.DRAFT || !model.editable()) {
            return;
        }
        model.tools()
                .tasks()
                .quietly(model.tools().texts().live("topologies.task.recover"), () -> recovery.find(opened.number()))
                .onDone(found -> found.ifPresent(kept -> recovered(opened, kept)))
                .onFailed(why -> model.toast("topologies.recover.failed", Objects.toString(why.getMessage(), "")));
    }

    private void recovered(TopologyVersion opened, Recovery.Kept kept) {
        boolean still = opened.equals(model.version()) && keeping.get() == Keeping.SAVED;
        if (!still || kept.drawn().equals(opened.definition())) {
            return;
        }
        if (kept.revision() != opened.revision()) {
            // drawn from an older save: as if the other save had come just now
            model.became(new TopologyVersion(
                    opened.job(),
                    opened.number(),
                    opened.state(),
                    opened.baseline(),
                    kept.base(),
                    kept.revision(),
                    opened.updatedBy(),
                    opened.updatedAt(),
                    null));
        }
        model.drawing().edit(Said.of("topologies.did.recover"), kept.drawn());
        model.toast("topologies.recovered");
        save(() -> {});
    }

    /// Saves what is not saved, and waits for it: the console is quitting. What the database does not take in time lies
    /// in the draft's file.
    void quit(Duration patience) {
        TopologyVersion shown = model.version();
        if (shown == null || !unsaved() || !model.editable()) {
            return;
        }
        Topology drawn = model.drawing().topology();
        LastDeed.within(patience, () -> {
                    recovery.keep(shown, drawn);
                    return store(shown, drawn);
                })
                .ifPresent(why -> LOG.log(
                        System.Logger.Level.WARNING,
                        "the draft was not saved while quitting; it lies in its file",
                        why));
    }
}
