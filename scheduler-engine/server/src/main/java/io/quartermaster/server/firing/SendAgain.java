package io.quartermaster.server.firing;

import io.quartermaster.model.Again;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.StoryNote;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.leading.Term;
import io.quartermaster.store.engine.AgainRows;
import io.quartermaster.store.engine.CommandInbox;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.LedgerRow;
import java.time.Instant;
import java.util.function.BiConsumer;

/// Sends again what was triggered and has not reported, when an operator who switched its zone asks for it: its run is
/// closed as CANCEL, its client, if one still answers, is asked to stop it, and its job fires again at once, as a
// record
/// of its own that the switch sends elsewhere. Confined to the commands' loop.
///
/// Nobody can know how far the former run came, so its job has to bear being done twice; whoever asks is told so.
public final class SendAgain {
    private final AgainRows rows;
    private final CommandInbox inbox;
    private final Clients clients;
    private final WriteLedger ledger;
    private final StopRuns stops;
    private final Telling telling;
    private final BiConsumer<LedgerRow, Job> arm;

    /// @param arm fires a record that was just planned
    public SendAgain(
            AgainRows rows,
            CommandInbox inbox,
            Clients clients,
            WriteLedger ledger,
            StopRuns stops,
            Telling telling,
            BiConsumer<LedgerRow, Job> arm) {
        this.rows = rows;
        this.inbox = inbox;
        this.clients = clients;
        this.ledger = ledger;
        this.stops = stops;
        this.telling = telling;
        this.arm = arm;
    }

    void answer(Term<Fence> tenure, Command command, Job job) {
        Instant now = telling.clock().instant();
        try {
            Again again = Again.read(command.options());
            AgainRows.Outcome outcome = rows.again(tenure.fence(), command, job, again, now, due(job, again, now));
            if (outcome instanceof AgainRows.Outcome.Planned planned) {
                planned(planned, command, job, again, now);
            }
        } catch (IllegalArgumentException e) {
            inbox.refuse(tenure.fence(), command, String.valueOf(e.getMessage()), now);
        }
    }

    /// Runs that exclude each other leave a client that is still there the time to stop the former one.
    private Instant due(Job job, Again again, Instant now) {
        boolean waits = job.spec().policies().exclusive()
                && rows.find(job, again.record())
                        .map(LedgerRow::session)
                        .flatMap(clients::find)
                        .isPresent();
        return waits ? now.plus(StopRuns.GRACE) : now;
    }

    private void planned(AgainRows.Outcome.Planned planned, Command command, Job job, Again again, Instant now) {
        TriggerRecord former = planned.former().record();
        TriggerRecord record = planned.row().record();
        String who = command.actor().who();
        String why = again.reason() == null ? "-" : again.reason();
        ledger.ended(planned.former());
        if (planned.former().session() != null) {
            stops.stop(planned.former());
        }
        StoryNote.Reason gone = StoryNote.Reason.SENT_AGAIN;
        StoryNote.Reason came = StoryNote.Reason.SENT_INSTEAD;
        telling.story().add(former.id(), now, Story.Kind.AGAIN, StoryNote.of(gone, who, record.id(), why));
        telling.story().add(record.id(), now, Story.Kind.AGAIN, StoryNote.of(came, who, former.id(), why));
        telling.log().ended(former, "AGAIN", "sent again as record " + record.id(), RunStatus.CANCEL, now);
        arm.accept(planned.row(), job);
    }
}
