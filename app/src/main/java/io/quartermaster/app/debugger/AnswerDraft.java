package io.quartermaster.app.debugger;

import io.quartermaster.model.Param;
import io.quartermaster.model.topology.desk.Answer;
import io.quartermaster.model.topology.desk.Told;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.server.desk.LiveCalls;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An answer as it stands in the form. Immutable.
///
/// @param took   as typed, see [Typed#span(String)]
/// @param writes a line for each value put: `name = value`
/// @param times  how often it fails first
/// @param live   the handler that is asked, null while none is chosen
record AnswerDraft(
        Kind kind, String took, String message, String writes, String times, LiveCalls.@Nullable Offer live) {
    enum Kind {
        SUCCEED,
        FAILED,
        TIMEOUT,
        FAILS_FIRST,
        RECORDED,
        LIVE
    }

    static AnswerDraft of(Answer answer) {
        return switch (answer) {
            case Answer.Stub stub ->
                told(kind(stub.told().status()), stub.told(), stub.told().message(), "1");
            case Answer.FailsFirst fails ->
                told(Kind.FAILS_FIRST, fails.then(), fails.failure().message(), String.valueOf(fails.times()));
            case Answer.Recorded recorded -> new AnswerDraft(Kind.RECORDED, "1 s", "", "", "1", null);
            case Answer.Live live ->
                new AnswerDraft(Kind.LIVE, "1 s", "", "", "1", new LiveCalls.Offer(live.application(), live.handler()));
        };
    }

    private static AnswerDraft told(Kind kind, Told told, String message, String times) {
        String writes = told.writes().entrySet().stream()
                .map(each -> each.getKey() + " = " + Typed.text(each.getValue()))
                .sorted()
                .collect(Collectors.joining("\n"));
        return new AnswerDraft(kind, Typed.span(told.took()), message, writes, times, null);
    }

    private static Kind kind(NodeStatus status) {
        return switch (status) {
            case FAILED -> Kind.FAILED;
            case TIMEOUT -> Kind.TIMEOUT;
            default -> Kind.SUCCEED;
        };
    }

    AnswerDraft withKind(Kind other) {
        return new AnswerDraft(other, took, message, writes, times, live);
    }

    /// Empty while something of it cannot be read.
    Optional<Answer> read(Function<String, Param.Type> types) {
        if (kind == Kind.RECORDED) {
            return Optional.of(new Answer.Recorded());
        }
        if (kind == Kind.LIVE) {
            return Optional.ofNullable(live).map(offer -> new Answer.Live(offer.application(), offer.handler()));
        }
        Optional<Duration> span = Typed.span(took);
        Optional<Map<String, Object>> values = values(types);
        if (span.isEmpty() || values.isEmpty()) {
            return Optional.empty();
        }
        Duration duration = span.get();
        Told well = new Told(NodeStatus.SUCCEED, "", "", values.get(), duration);
        return switch (kind) {
            case FAILED -> Optional.of(new Answer.Stub(Told.fail(message, duration)));
            case TIMEOUT -> Optional.of(new Answer.Stub(new Told(NodeStatus.TIMEOUT, "", message, Map.of(), duration)));
            case FAILS_FIRST ->
                times.strip().matches("[1-9]\\d{0,3}")
                        ? Optional.of(new Answer.FailsFirst(
                                Integer.parseInt(times.strip()), Told.fail(message, duration), well))
                        : Optional.empty();
            default -> Optional.of(new Answer.Stub(well));
        };
    }

    private Optional<Map<String, Object>> values(Function<String, Param.Type> types) {
        Map<String, Object> found = new HashMap<>();
        List<String> lines = writes.lines().filter(line -> !line.isBlank()).toList();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            String name = line.substring(0, equals).strip();
            try {
                found.put(
                        name,
                        Typed.value(
                                name,
                                types.apply(name),
                                line.substring(equals + 1).strip()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
