package io.quartermaster.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One change somebody made. Immutable; rows of the audit table are never changed or removed by the console.
///
/// @param who the person's name on the workstation, and `host` the workstation
/// @param action a stable word such as `job.update`
/// @param before the object as JSON before the change, null when there was none
/// @param after the object as JSON after the change, null when there is none
public record AuditEntry(
        long id,
        Instant at,
        Actor actor,
        InstanceId instance,
        String action,
        String objectKind,
        String objectName,
        @Nullable String reason,
        @Nullable String before,
        @Nullable String after) {}
