package io.quartermaster.model.topology.run;

import io.quartermaster.model.Param;
import java.util.List;
import java.util.Optional;

/// Takes what clients report, and what people set.
///
/// Values are compared and set: a handler that was given version 3 of a parameter does not overwrite version 4. So a
/// late report cannot roll a parameter back, and two that were not ordered are told.
final class Reports {
    static final String BAD_VALUE = "PARAMETER";

    private final RunState state;
    private final Log log;
    private final Work work;

    Reports(RunState state, Log log, Work work) {
        this.state = state;
        this.log = log;
        this.work = work;
    }

    void take(Input.Report report) {
        if (!state.has(report.node())) {
            return;
        }
        NodeState now = state.node(report.node());
        boolean awaited = now.status() == NodeStatus.EXECUTING
                && now.pass() == report.pass()
                && now.attempt() == report.attempt()
                && (report.line() == 0 || report.line() == state.line(report.node()));
        if (!awaited) {
            return;
        }
        if (report.status() != NodeStatus.SUCCEED) {
            fail(report, report.status(), report.code(), report.message());
            return;
        }
        Body body = state.frame(report.node().frame()).body();
        Optional<String> wrong = wrong(body, report.writes());
        if (wrong.isPresent()) {
            fail(report, NodeStatus.FAILED, BAD_VALUE, wrong.get());
            return;
        }
        report.writes().forEach(write -> write(body, write, report.node()));
        work.worked(report.node(), report.code(), report.message());
    }

    /// In a topology that has failed nothing is tried again.
    private void fail(Input.Report report, NodeStatus status, String code, String message) {
        boolean goesOn = state.frame(report.node().frame()).body().stops == 0;
        if (report.again() != null && goesOn) {
            work.failForNow(report.node(), status, code, message, report.again());
        } else {
            work.end(report.node(), status, code, message);
        }
    }

    void set(Input.SetParameter set) throws Refused {
        Body body = state.frame(set.frame()).body();
        Body target = body.target(set.name());
        Input.Write write = new Input.Write(set.name(), set.value(), target.version(set.name()));
        Optional<String> wrong = wrong(body, List.of(write));
        if (wrong.isPresent()) {
            throw new Refused(wrong.get());
        }
        log.add(new Fact.Did(Verb.SET_PARAMETER, null, set.by(), set.reason()));
        log.add(new Fact.Wrote(target.id(), set.name(), set.value(), write.read() + 1, null));
    }

    private void write(Body body, Input.Write write, NodeKey writer) {
        Body target = body.target(write.name());
        int found = target.version(write.name());
        int read = write.read() == Input.Write.AS_GIVEN
                ? state.given(writer).versions().getOrDefault(write.name(), 0)
                : write.read();
        log.add(
                found == read
                        ? new Fact.Wrote(target.id(), write.name(), write.value(), found + 1, writer)
                        : new Fact.Clashed(target.id(), write.name(), write.value(), read, found, writer));
    }

    private static Optional<String> wrong(Body body, List<Input.Write> writes) {
        for (Input.Write write : writes) {
            Optional<Param> declared = body.target(write.name()).declared(write.name());
            if (declared.isPresent() && !fits(declared.get().type(), write.value())) {
                return Optional.of("parameter " + write.name() + " is "
                        + declared.get().type() + ", and was given " + write.value());
            }
        }
        return Optional.empty();
    }

    static boolean fits(Param.Type type, Object value) {
        return switch (type) {
            case STRING -> value instanceof String;
            case INT -> value instanceof Integer || value instanceof Long;
            case BOOLEAN -> value instanceof Boolean;
            case LIST -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        };
    }
}
