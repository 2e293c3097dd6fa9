package io.quartermaster.server.samples;

import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// The samples as they lie beside this class: `samples.json` names jobs and topologies, and a file of its own holds
// each
/// topology, in which `"@name"` stands for the number of the job of that name. Immutable.
///
/// @param topologies those within another before it
record SampleSet(List<Member> jobs, List<Named> topologies) {
    private static final Pattern JOB = Pattern.compile("\"@([a-z-]+)\"");

    /// A job that a client's handler does.
    ///
    /// @param millis how long the handler takes
    record Member(
            String name,
            String handler,
            String description,
            int millis,
            int retries,
            int backOffSeconds,
            int timeoutSeconds) {}

    record Named(String name, String description) {
        /// @param jobs numbers by name
        Topology definition(Map<String, Long> jobs) {
            String text = JOB.matcher(text(name + ".json"))
                    .replaceAll(found -> String.valueOf(Objects.requireNonNull(
                            jobs.get(found.group(1)), () -> "samples.json has no " + found.group(1))));
            return TopologyJson.read(text);
        }
    }

    static SampleSet read() {
        return JsonMapper.shared().readValue(text("samples.json"), SampleSet.class);
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(SampleSet.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
