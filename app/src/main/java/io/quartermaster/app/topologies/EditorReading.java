package io.quartermaster.app.topologies;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Nesting;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import io.quartermaster.store.JobListing;
import io.quartermaster.store.TopologyVersionLine;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads what the editor shows. Definitions may be large, and most never change: one that was read is not read again.
/// Thread-safe; blocks.
final class EditorReading {
    private final Workspace workspace;
    private final Job job;
    private final Map<JobId, TopologyVersion> published = new ConcurrentHashMap<>();

    EditorReading(Workspace workspace, Job job) {
        this.workspace = workspace;
        this.job = job;
    }

    /// @param lines   of this topology, the newest first
    /// @param version what is to be shown instead of what is; null when that is still as it was
    record Read(
            List<TopologyVersionLine> lines,
            List<Member> members,
            Offers offers,
            Map<JobId, Topology> within,
            @Nullable TopologyVersion version) {}

    /// @param shown  what is on the screen, null for nothing yet
    /// @param within the topologies that stand in the drawing
    Read read(@Nullable TopologyVersion shown, Set<JobId> within) {
        List<TopologyVersionLine> all = workspace.database().topologies().lines(workspace.instance());
        List<TopologyVersionLine> lines =
                all.stream().filter(line -> line.job().equals(job.id())).toList();
        List<Member> members = workspace.database().jobs().list(workspace.instance()).stream()
                .map(JobListing::job)
                .map(each -> Member.of(each, job.id()))
                .sorted(Comparator.comparing(Member::fits).reversed().thenComparing(Member::name))
                .toList();
        TopologyVersion version = (shown == null ? first(lines) : newer(lines, shown))
                .flatMap(line -> find(line.number()))
                .orElse(null);
        Set<JobId> top = version == null ? within : Nesting.within(version.definition());
        Offers offers = Offers.of(
                workspace.database().cluster().handlers(workspace.instance(), null),
                workspace.database().cluster().clientsByZone(workspace.instance()));
        return new Read(lines, members, offers, definitions(top, all), version);
    }

    Optional<TopologyVersion> find(int number) {
        return workspace.database().topologies().find(job.id(), number);
    }

    private static Optional<TopologyVersionLine> first(List<TopologyVersionLine> lines) {
        return List.of(State.DRAFT, State.PUBLISHED, State.ARCHIVED).stream()
                .flatMap(state -> lines.stream().filter(each -> each.state() == state))
                .findFirst();
    }

    private static Optional<TopologyVersionLine> newer(List<TopologyVersionLine> lines, TopologyVersion shown) {
        return lines.stream()
                .filter(each -> each.number() == shown.number() && each.revision() > shown.revision())
                .findFirst();
    }

    private Map<JobId, Topology> definitions(Set<JobId> top, List<TopologyVersionLine> lines) {
        Map<JobId, Topology> found = new HashMap<>();
        Deque<JobId> open = new ArrayDeque<>(top);
        while (!open.isEmpty()) {
            JobId next = open.removeFirst();
            if (!next.equals(job.id()) && !found.containsKey(next)) {
                Topology definition = definition(next, lines);
                found.put(next, definition);
                open.addAll(Nesting.within(definition));
            }
        }
        return found;
    }

    private Topology definition(JobId of, List<TopologyVersionLine> lines) {
        Optional<TopologyVersionLine> line = lines.stream()
                .filter(each -> each.job().equals(of) && each.state() == State.PUBLISHED)
                .findFirst();
        if (line.isEmpty()) {
            return Topology.blank();
        }
        TopologyVersion read = published.get(of);
        boolean same = read != null
                && read.number() == line.get().number()
                && read.revision() == line.get().revision();
        if (read == null || !same) {
            read = workspace.database().topologies().published(of).orElse(null);
            if (read != null) {
                published.put(of, read);
            }
        }
        return read == null ? Topology.blank() : read.definition();
    }
}
