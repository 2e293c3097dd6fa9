package io.quartermaster.store.engine;

import io.quartermaster.model.RecordId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// How runs of topologies are to begin, where somebody wanted it otherwise than usual: written with the record, so that
/// it outlives whatever happens before the run begins.
final class BeginRows {
    private BeginRows() {}

    static void keep(Handle handle, RecordId record, String options) {
        handle.createUpdate("insert into topology_begin (record_id, options) values (:record, :options)")
                .bind("record", record.value())
                .bind("options", options)
                .execute();
    }

    /// Another try of a run begins as it did.
    static void handOn(Handle handle, RecordId from, RecordId retry) {
        find(handle, from).ifPresent(options -> keep(handle, retry, options));
    }

    static Optional<String> find(Handle handle, RecordId record) {
        return handle.createQuery("select options from topology_begin where record_id = :record")
                .bind("record", record.value())
                .mapTo(String.class)
                .findOne();
    }
}
