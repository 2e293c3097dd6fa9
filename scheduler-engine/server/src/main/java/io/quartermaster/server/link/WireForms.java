package io.quartermaster.server.link;

import io.quartermaster.client.link.LinkProtocol;
import io.quartermaster.client.link.WireParams;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.Communication;
import io.quartermaster.client.wire.Question;
import io.quartermaster.client.wire.Questions;
import io.quartermaster.client.wire.RunState;
import io.quartermaster.client.wire.RunStates;
import io.quartermaster.client.wire.WireChunk;
import io.quartermaster.client.wire.WireChunkData;
import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.client.wire.WireHandler;
import io.quartermaster.client.wire.WireProgress;
import io.quartermaster.client.wire.WireReport;
import io.quartermaster.client.wire.Wish;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Our records to and from the wire.
public final class WireForms {
    private WireForms() {}

    /// @throws IllegalArgumentException when it holds a parameter that cannot travel, or is too large
    public static WireDispatch toWire(Dispatch dispatch) {
        WireDispatch.Builder builder = WireDispatch.newBuilder()
                .setTriggerId(dispatch.triggerId())
                .setTraceId(dispatch.trace().value())
                .setJobName(dispatch.jobName())
                .setHandler(dispatch.handler())
                .setCommunication(dispatch.callback() ? Communication.CALLBACK : Communication.ONEWAY)
                .putAllParams(WireParams.toWire(dispatch.params()))
                .setShard(dispatch.shard())
                .setShardCount(dispatch.shardCount())
                .setDueMs(dispatch.due().toEpochMilli())
                .setFiredMs(dispatch.fired().toEpochMilli());
        ChunkOrder chunk = dispatch.chunk();
        WireDispatch wire = (chunk == null ? builder : builder.setChunk(toWire(chunk))).build();
        if (wire.getSerializedSize() > LinkProtocol.MESSAGE_BYTES) {
            throw new IllegalArgumentException(
                    "Trigger " + dispatch.triggerId() + " is larger than " + LinkProtocol.MESSAGE_BYTES + " bytes");
        }
        return wire;
    }

    private static WireChunk toWire(ChunkOrder chunk) {
        return WireChunk.newBuilder()
                .setTask(
                        switch (chunk.task()) {
                            case SPLIT -> ChunkTask.SPLIT;
                            case EXECUTE -> ChunkTask.EXECUTE;
                            case READ -> ChunkTask.READ;
                            case PROCESS -> ChunkTask.PROCESS;
                            case FINISH -> ChunkTask.FINISH;
                        })
                .setRunId(chunk.run())
                .setChunkId(chunk.chunk())
                .setExecuteId(chunk.execute())
                .setData(WireChunkData.newBuilder().setType(chunk.dataType()).setText(chunk.data()))
                .setRate(chunk.rate())
                .build();
    }

    /// @throws IllegalArgumentException when the client sent something that is no report of ours
    static Report fromWire(WireReport report) {
        return new Report(
                report.getTriggerId(),
                new TraceId(report.getTraceId()),
                report.getSuccess(),
                report.hasMessage() ? report.getMessage() : null,
                WireParams.fromWire(report.getParamsMap()),
                report.getFiredMs() == 0 ? null : Instant.ofEpochMilli(report.getFiredMs()),
                report.hasStoppedAfterMs(),
                Instant.ofEpochMilli(report.getStartedMs()),
                Instant.ofEpochMilli(report.getFinishedMs()),
                report.getChunk().getMadeList().stream()
                        .map(made -> new Said.Made(made.getType(), made.getText()))
                        .toList(),
                new Chunk.Tally(
                        report.getChunk().getRead(),
                        report.getChunk().getWritten(),
                        report.getChunk().getFailed()));
    }

    /// Without a number, which whoever sends them gives.
    public static Questions toWire(Collection<String> triggerIds, Sighting.Wish wish) {
        Wish wanted =
                switch (wish) {
                    case REPORT -> Wish.REPORT;
                    case STOP -> Wish.STOP;
                };
        Questions.Builder questions = Questions.newBuilder();
        triggerIds.forEach(id ->
                questions.addQuestion(Question.newBuilder().setTriggerId(id).setWish(wanted)));
        return questions.build();
    }

    public static List<Sighting> fromWire(RunStates states) {
        return states.getStateList().stream().map(WireForms::fromWire).toList();
    }

    private static Sighting fromWire(RunState state) {
        return new Sighting(
                state.getTriggerId(),
                switch (state.getStage()) {
                    case RUNNING -> Sighting.Stage.RUNNING;
                    case DONE -> Sighting.Stage.DONE;
                    case UNKNOWN, UNRECOGNIZED -> Sighting.Stage.UNKNOWN;
                },
                state.getFiredMs() == 0 ? null : Instant.ofEpochMilli(state.getFiredMs()),
                state.getReported(),
                state.hasStoppedAfterMs() ? Duration.ofMillis(state.getStoppedAfterMs()) : null);
    }

    /// @throws IllegalArgumentException when the client sent something that is no line of ours
    static Progress fromWire(WireProgress line) {
        return new Progress(
                line.getTriggerId(),
                new TraceId(line.getTraceId()),
                line.getText(),
                Instant.ofEpochMilli(line.getAtMs()),
                line.hasTotal() ? (Long) line.getTotal() : null,
                line.hasSucceed() ? (Long) line.getSucceed() : null);
    }

    /// Handlers of a kind this server does not know cannot be asked for and are left out.
    static Map<String, HandlerKind> handlers(List<WireHandler> wire) {
        Map<String, HandlerKind> handlers = new LinkedHashMap<>();
        wire.forEach(handler -> kind(handler).ifPresent(kind -> handlers.put(handler.getName(), kind)));
        return handlers;
    }

    /// How many chunks of each of them the client wants at once, where it says so.
    static Map<String, Integer> rooms(List<WireHandler> wire) {
        Map<String, Integer> rooms = new LinkedHashMap<>();
        wire.stream()
                .filter(handler -> handler.getRoom() > 0)
                .forEach(handler -> rooms.put(handler.getName(), handler.getRoom()));
        return rooms;
    }

    private static Optional<HandlerKind> kind(WireHandler handler) {
        return switch (handler.getKind()) {
            case SIMPLE -> Optional.of(HandlerKind.SIMPLE);
            case CLUSTER_SPLIT -> Optional.of(HandlerKind.CLUSTER_SPLIT);
            case CLUSTER_EXECUTE -> Optional.of(HandlerKind.CLUSTER_EXECUTE);
            case WIRE_HANDLER_KIND_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
