package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.Refused;
import io.quartermaster.model.topology.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Has what is due happen: each is one step.
final class Happen {
    private final Track track;

    Happen(Track track) {
        this.track = track;
    }

    void now(Due due) {
        switch (due) {
            case Due.Result result -> answered(result);
            case Due.Wake wake ->
                track.append(new Step.Woke(wake.node()), track.unrefused(new Input.Tick(), wake.at()), wake.at());
            case Due.Deed deed -> again(deed);
        }
    }

    private void answered(Due.Result result) {
        Turn turn = result.turn();
        Told told = result.told();
        List<Input.Write> writes = new ArrayList<>();
        told.writes()
                .forEach((name, value) -> writes.add(
                        new Input.Write(name, value, result.read().getOrDefault(name, Input.Write.AS_GIVEN))));
        Input.Report report = new Input.Report(
                turn.node(), turn.pass(), turn.attempt(), told.status(), told.code(), told.message(), writes);
        track.append(
                new Step.Came(turn, told, result.asRecorded()),
                track.unrefused(report.withAgain(result.again()), result.at()),
                result.at());
    }

    private void again(Due.Deed deed) {
        List<RunEvent> events = List.of();
        Optional<String> refusal = Optional.empty();
        try {
            events = track.run().decide(deed.input(), deed.at());
        } catch (Refused | IllegalArgumentException e) {
            // the run went another way than the recorded one
            refusal = Optional.of(String.valueOf(e.getMessage()));
        }
        track.append(new Step.Did(deed.input(), true, refusal), events, deed.at(), deed.index() + 1);
    }
}
