package io.quartermaster.app.jobs;

import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.store.JobListing;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One job in the table. The same object as long as the job exists; what it shows changes in place. FX thread only.
public final class JobRow {
    private final JobId id;
    private final ReadOnlyObjectWrapper<JobListing> listing;
    private String searched;

    JobRow(JobListing listing) {
        this.id = listing.job().id();
        this.listing = new ReadOnlyObjectWrapper<>(this, "listing", listing);
        this.searched = searched(listing.job().spec());
    }

    public JobId id() {
        return id;
    }

    public JobListing listing() {
        return listing.get();
    }

    public ReadOnlyObjectProperty<JobListing> listingProperty() {
        return listing.getReadOnlyProperty();
    }

    public String name() {
        return listing().job().spec().name();
    }

    void show(JobListing now) {
        if (!now.job().spec().equals(listing().job().spec())) {
            searched = searched(now.job().spec());
        }
        listing.set(now);
    }

    /// Whether every one of the words, in lower case, is in its name, group, application or handler.
    boolean matches(List<String> words) {
        for (String word : words) {
            if (!searched.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static String searched(JobSpec spec) {
        return String.join("\n", spec.name(), spec.group(), spec.application(), spec.target())
                .toLowerCase(Locale.ROOT);
    }
}
