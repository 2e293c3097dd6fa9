package io.quartermaster.server.firing;

import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.link.Progress;
import io.quartermaster.server.link.Report;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Whoever runs work that is cut up: a firing of such a job goes there, and what clients say of its pieces.
// Thread-safe.
public interface CutUpWork {
    /// Begins a firing's work.
    ///
    /// @param zone where it is to be done; several with commas between them
    /// @param epoch in which it was fired
    void begin(TriggerRecord record, Job job, String zone, Instant fired, long epoch);

    /// Begins the work of a topology's node, or goes on with it; its end is told as a client's report of that trigger.
    ///
    /// @param run the topology's record
    /// @param name what people are to read it by
    void beginNode(TriggerRecord run, String trigger, String name, Job job, String zone, Map<String, Object> params);

    /// The node wants it no more.
    ///
    /// @param owner the topology's job
    void stopNode(String trigger, JobId owner);

    /// Whether the trigger id is that of a piece.
    boolean has(String triggerId);

    /// A client says how a piece ended; the stage completes when that is stored.
    ///
    /// @param reporter the client's instance: nobody ends another's pieces
    CompletionStage<@Nullable Void> reported(InstanceId reporter, Report report);

    /// A client says how far it is with a piece.
    void progressed(InstanceId reporter, Progress progress);

    /// A person asks to have a run paused, resumed or cancelled; it is answered in the command. Again changes nothing.
    void asked(Command command, RecordId record);
}
