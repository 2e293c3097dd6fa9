package io.quartermaster.app.jobs;

import io.quartermaster.model.JobId;
import io.quartermaster.store.JobListing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a reading of the jobs changes of the one before. Computed off the FX thread; immutable.
///
/// @param all   every job read, by id
/// @param added the rows of the new jobs, which nobody else knows yet: ten thousand take longer than a frame
record JobsDiff(Map<JobId, JobListing> all, List<JobRow> added, List<JobListing> changed, List<JobId> removed) {
    static JobsDiff between(Map<JobId, JobListing> before, List<JobListing> now) {
        Map<JobId, JobListing> all = LinkedHashMap.newLinkedHashMap(now.size());
        List<JobRow> added = new ArrayList<>();
        List<JobListing> changed = new ArrayList<>();
        for (JobListing listing : now) {
            JobId id = listing.job().id();
            all.put(id, listing);
            JobListing former = before.get(id);
            if (former == null) {
                added.add(new JobRow(listing));
            } else if (!former.equals(listing)) {
                changed.add(listing);
            }
        }
        List<JobId> removed =
                before.keySet().stream().filter(id -> !all.containsKey(id)).toList();
        return new JobsDiff(all, added, changed, removed);
    }

    boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
