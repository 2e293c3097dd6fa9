package io.quartermaster.app.records;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.DecisionRecord;
import io.quartermaster.model.Routing;
import io.quartermaster.model.SkipReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Why a firing went where it went, or nowhere, in the person's language. What runbooks search for stays word for word,
/// and what this console does not know is shown as it stands. FX thread only.
final class DecisionWords {
    /// What the engine writes when several due times were missed at once.
    private static final Pattern MISSED = Pattern.compile(
            "missed: (at least )?(\\d+) due time\\(s\\) from (\\S+) to (\\S+) passed while no server could fire them,"
                    + " and the job's policy is to ignore them");

    /// What is said of a handler of another kind than the one that is wanted.
    private static final Pattern KIND =
            Pattern.compile("type of handler .* is not I(SimpleJob|ClusterJobSplit|ClusterJobExecute)Handler");

    private final Texts texts;

    DecisionWords(Texts texts) {
        this.texts = texts;
    }

    /// One thing that was decided.
    ///
    /// @param key   of its label
    /// @param exact whether the text is a name or a runbook's, not prose
    record Line(String key, String text, boolean exact) {}

    /// What was decided, in the order in which it was.
    List<Line> lines(DecisionRecord decision) {
        List<Line> lines = new ArrayList<>();
        lines.add(prose(
                "exclusion",
                texts.get(decision.exclusive() ? "records.decision.exclusion.yes" : "records.decision.exclusion.no")));
        if (decision.drawn() != null) {
            lines.add(prose("zone", zone(decision)));
        }
        if (decision.routing() != null) {
            lines.add(prose("candidates", texts.get("records.decision.candidates.value", decision.candidates())));
            lines.add(prose(
                    "routing",
                    texts.get("records.decision.routing." + decision.routing().name())));
        }
        String client = decision.client();
        if (client != null) {
            lines.add(exact("client", client));
        }
        DecisionRecord.Failure failure = decision.failure();
        if (failure != null) {
            lines.add(exact("failure", failure.text()));
            lines.add(prose("meaning", meaning(decision, failure)));
        } else if (client == null) {
            boolean pieces = decision.routing() != null;
            lines.add(prose("client", texts.get(pieces ? "records.decision.pieces" : "records.decision.message")));
        }
        return lines;
    }

    /// The same on one line, for the story.
    String brief(DecisionRecord decision) {
        DecisionRecord.Failure failure = decision.failure();
        if (failure != null) {
            return failure.text();
        }
        String client = decision.client();
        if (client != null && decision.isTakenOver()) {
            return texts.get("records.decision.takenover", client);
        }
        return client == null ? zone(decision) : texts.get("records.decision.brief", zone(decision), client);
    }

    /// Why a due time was skipped.
    String skipped(String text) {
        Optional<SkipReason> known = SkipReason.of(text);
        if (known.isPresent()) {
            return texts.get("records.skip." + known.get().name());
        }
        Matcher missed = MISSED.matcher(text.strip());
        if (!missed.matches()) {
            return text;
        }
        String key = missed.group(1) == null ? "records.skip.missed" : "records.skip.missed.atleast";
        return texts.get(key, Long.valueOf(missed.group(2)), missed.group(3), missed.group(4));
    }

    private String zone(DecisionRecord decision) {
        String drawn = RecordWords.orEmpty(decision.drawn());
        String zone = RecordWords.orEmpty(decision.zone());
        String from = decision.home().isEmpty()
                ? texts.get("records.decision.drawn", drawn)
                : texts.get("records.decision.drawn.of", drawn, String.join(", ", decision.home()));
        return zone.equals(drawn) ? from : texts.get("records.decision.switched", from, zone);
    }

    private String meaning(DecisionRecord decision, DecisionRecord.Failure failure) {
        String key = failure.detail().startsWith(Routing.NONE_CHOSEN) ? "records.failure.chosen" : key(failure.text());
        // the detail is English, but it is all there is
        return key == null
                ? failure.detail()
                : texts.get(
                        key,
                        failure.application(),
                        failure.handler(),
                        failure.connected(),
                        RecordWords.orEmpty(decision.zone()));
    }

    private static @Nullable String key(String failure) {
        return switch (failure) {
            case Routing.NO_TARGET -> "records.failure.target";
            case Routing.NO_ZONES -> "records.failure.zones";
            case Routing.NONE_IN_ZONE -> "records.failure.inzone";
            case Routing.NO_ZONE_NAME -> "records.failure.zonename";
            default -> KIND.matcher(failure).matches() ? "records.failure.kind" : null;
        };
    }

    private static Line prose(String key, String text) {
        return new Line("records.decision." + key, text, false);
    }

    private static Line exact(String key, String text) {
        return new Line("records.decision." + key, text, true);
    }
}
