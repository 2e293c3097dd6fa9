package io.quartermaster.model.topology.run;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Graph;
import io.quartermaster.model.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What a person may want otherwise when a topology is triggered. Immutable.
///
/// @param breakpoints whether they are honoured
/// @param parameters  set over the job's own and those of the definition, by name: `String`, `Integer`, `Boolean` or
///                    `List<String>`, as [Param#typed] gives them
public record BeginWith(Range range, boolean breakpoints, Map<String, Object> parameters) {
    /// As the clock triggers it: all of it, honouring breakpoints, with the usual values.
    public static final BeginWith USUAL = new BeginWith(Range.ALL, true, Map.of());

    public BeginWith {
        Objects.requireNonNull(range, "range");
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }

    /// Why a topology cannot begin so; empty when it can.
    ///
    /// @param own the parameters of the topology's job
    public Optional<String> refusal(Topology topology, List<Param> own) {
        Optional<String> wrong = range.refusal(Graph.of(topology));
        if (wrong.isPresent()) {
            return wrong;
        }
        return parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(each -> wrong(each.getKey(), each.getValue(), topology, own).stream())
                .findFirst();
    }

    private static Optional<String> wrong(String name, Object value, Topology topology, List<Param> own) {
        Optional<Param> declared = Stream.concat(topology.parameters().stream(), own.stream())
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (declared.isEmpty()) {
            return Optional.of("the topology has no parameter " + name);
        }
        Param.Type type = declared.get().type();
        return Reports.fits(type, value)
                ? Optional.empty()
                : Optional.of("parameter " + name + " is " + type + ", and was given " + value);
    }
}
