package io.quartermaster.model.topology.desk;

import io.quartermaster.model.JobId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Who answers for which node: what is said of the node itself, else what is said of its job, else what is said of all.
/// Immutable.
///
/// @param usual     for whatever nothing is said of
/// @param otherwise for what nothing was recorded of
public record Answers(Map<Spot, Answer> bySpot, Map<JobId, Answer> byJob, Answer usual, Told otherwise) {
    public Answers {
        bySpot = Map.copyOf(bySpot);
        byJob = Map.copyOf(byJob);
    }

    /// All alike.
    public static Answers stubs(Told told) {
        return new Answers(Map.of(), Map.of(), new Answer.Stub(told), told);
    }

    /// All as recorded.
    public static Answers recorded(Told otherwise) {
        return new Answers(Map.of(), Map.of(), new Answer.Recorded(), otherwise);
    }

    public Answer of(Spot spot, JobId job) {
        Answer own = bySpot.get(spot);
        return own == null ? byJob.getOrDefault(job, usual) : own;
    }

    public Answers with(Spot spot, Answer answer) {
        Map<Spot, Answer> more = new HashMap<>(bySpot);
        more.put(spot, answer);
        return new Answers(more, byJob, usual, otherwise);
    }

    /// What is said of the node itself no longer counts.
    public Answers without(Spot spot) {
        Map<Spot, Answer> fewer = new HashMap<>(bySpot);
        fewer.remove(spot);
        return new Answers(fewer, byJob, usual, otherwise);
    }

    public Answers with(JobId job, Answer answer) {
        Map<JobId, Answer> more = new HashMap<>(byJob);
        more.put(job, answer);
        return new Answers(bySpot, more, usual, otherwise);
    }

    /// Whether something is said of the node itself.
    public Optional<Answer> own(Spot spot) {
        return Optional.ofNullable(bySpot.get(spot));
    }
}
