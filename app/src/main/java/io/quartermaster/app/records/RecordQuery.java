package io.quartermaster.app.records;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.store.RecordRepository;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the records page is asked for. Immutable.
///
/// @param job      only this job's; null for all
/// @param jobName  the job's name, for the chip
/// @param statuses only these; empty for all whose time has come
/// @param text     part of a job's name, or a trace id
/// @param upcoming whether those planned for the next seconds are shown too
record RecordQuery(@Nullable JobId job, String jobName, Set<RunStatus> statuses, String text, boolean upcoming) {
    static final RecordQuery ALL = new RecordQuery(null, "", Set.of(), "", false);

    RecordQuery {
        statuses = Set.copyOf(statuses);
    }

    RecordQuery withText(String to) {
        return new RecordQuery(job, jobName, statuses, to, upcoming);
    }

    RecordQuery withStatuses(Set<RunStatus> to) {
        return new RecordQuery(job, jobName, to, text, upcoming);
    }

    RecordQuery withUpcoming(boolean to) {
        return new RecordQuery(job, jobName, statuses, text, to);
    }

    RecordQuery ofJob(@Nullable JobId to, String name) {
        return new RecordQuery(to, name, statuses, text, upcoming);
    }

    boolean isAll() {
        return job == null && statuses.isEmpty() && text.isBlank();
    }

    RecordRepository.Filter filter() {
        EnumSet<RunStatus> wanted = EnumSet.noneOf(RunStatus.class);
        wanted.addAll(statuses);
        if (upcoming) {
            if (wanted.isEmpty()) {
                wanted.addAll(EnumSet.allOf(RunStatus.class));
            }
            wanted.add(RunStatus.PLANNED);
        }
        return new RecordRepository.Filter(job, wanted, text);
    }
}
