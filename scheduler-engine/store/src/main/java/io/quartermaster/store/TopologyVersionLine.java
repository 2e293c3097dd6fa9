package io.quartermaster.store;

import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// One version of a topology in a list: everything but its definition, which may be large. Immutable.
///
/// @param nodes how many the definition has
/// @param note  what was said when it was published, null for nothing
public record TopologyVersionLine(
        JobId job,
        int number,
        State state,
        int baseline,
        int nodes,
        int revision,
        String updatedBy,
        Instant updatedAt,
        @Nullable String note) {

    /// As it is listed, without its note.
    public static TopologyVersionLine of(TopologyVersion version) {
        return new TopologyVersionLine(
                version.job(),
                version.number(),
                version.state(),
                version.baseline(),
                version.definition().nodes().size(),
                version.revision(),
                version.updatedBy(),
                version.updatedAt(),
                null);
    }

    /// The newest first.
    static List<TopologyVersionLine> read(Handle handle, String where, Object of) {
        return handle.createQuery(
                        """
                        select v.job_id, v.number, v.state, v.baseline, v.nodes, v.revision, v.updated_by, v.updated_at, v.note
                        from topology_version v where\s"""
                                + where + " order by v.job_id, v.number desc")
                .bind("of", of)
                .map((row, context) -> new TopologyVersionLine(
                        new JobId(row.getLong("job_id")),
                        row.getInt("number"),
                        State.valueOf(row.getString("state")),
                        row.getInt("baseline"),
                        row.getInt("nodes"),
                        row.getInt("revision"),
                        row.getString("updated_by"),
                        Sql.time(row, "updated_at"),
                        row.getString("note")))
                .list();
    }
}
