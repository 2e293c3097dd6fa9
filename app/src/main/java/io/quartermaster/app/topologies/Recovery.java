package io.quartermaster.app.topologies;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.AtomicFile;
import io.quartermaster.model.Job;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What was drawn and is not in the database yet, in a file of its own: so it outlives a console that is killed, and a
/// database that is away while the console quits. Thread-safe; blocks.
final class Recovery {
    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final @Nullable Path directory;
    private final String prefix;
    private final String job;
    /// Below these nothing is kept any more: what was drawn from them is in the database. Guarded by this.
    private final Map<Integer, Integer> saved = new HashMap<>();

    /// One draft as it was when it could not be saved.
    ///
    /// @param name     of the job, lest another database's draft be taken for it
    /// @param revision that it was drawn from
    /// @param base     what that revision was
    record Kept(String name, int number, int revision, Topology base, Topology drawn) {}

    /// @param directory null for keeping nothing
    Recovery(@Nullable Path directory, Workspace workspace, Job job) {
        this.directory = directory;
        this.job = job.spec().name();
        this.prefix = workspace.environment().name().toLowerCase(Locale.ROOT) + "-"
                + workspace.instance().value().replaceAll("[^A-Za-z0-9_-]", "_") + "-"
                + job.id().value() + "-v";
    }

    private @Nullable Path file(int number) {
        return directory == null ? null : directory.resolve(prefix + number + ".json");
    }

    /// @throws UncheckedIOException when the file cannot be written
    synchronized void keep(TopologyVersion from, Topology drawn) {
        Path file = file(from.number());
        if (file != null && from.revision() > saved.getOrDefault(from.number(), -1)) {
            Kept kept = new Kept(job, from.number(), from.revision(), from.definition(), drawn);
            AtomicFile.write(file, JSON.writeValueAsBytes(kept));
        }
    }

    /// What was drawn from a version is stored: a write that comes late must not bring it back.
    synchronized void saved(TopologyVersion from) {
        saved.merge(from.number(), from.revision(), Math::max);
        forget(from.number());
    }

    synchronized void forget(int number) {
        Path file = file(number);
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + file, e);
            }
        }
    }

    /// What was kept of a draft of this topology. A file that cannot be read is set aside.
    synchronized Optional<Kept> find(int number) {
        Path file = file(number);
        byte[] content = file == null ? new byte[0] : AtomicFile.readOrEmpty(file);
        if (file == null || content.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(new String(content, StandardCharsets.UTF_8), Kept.class))
                    .filter(kept -> kept.name().equals(job) && kept.number() == number);
        } catch (JacksonException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "what was kept of a draft cannot be read and is set aside: " + file,
                    e);
            AtomicFile.setAside(file);
            return Optional.empty();
        }
    }
}
