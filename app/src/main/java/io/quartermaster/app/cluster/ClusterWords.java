package io.quartermaster.app.cluster;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.ServerCommand;
import io.quartermaster.model.Slots;
import io.quartermaster.model.TenureEnd;
import io.quartermaster.store.ClusterRepository.Drain;
import io.quartermaster.store.ClusterRepository.Tenure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said of a server in words. FX thread only.
final class ClusterWords {
    private final Texts texts;
    private final Times times;

    ClusterWords(Texts texts, Times times) {
        this.texts = texts;
        this.times = times;
    }

    String role(Member member) {
        List<String> leads = member.leads();
        if (!member.alive()) {
            return texts.get("cluster.none");
        }
        if (leads.isEmpty()) {
            return texts.get("cluster.role.follower");
        }
        // beside the zone's own name the word says enough
        return leads.contains("") || leads.equals(List.of(member.row().zone()))
                ? texts.get("cluster.role.master")
                : texts.get("cluster.role.master.of", String.join(", ", leads));
    }

    String state(Member member) {
        if (!member.alive()) {
            return texts.get("cluster.state.gone");
        }
        return texts.get("cluster.state." + member.progress().name());
    }

    /// What became of the wish that it drain, or stay; null when there is nothing to say.
    @Nullable
    String progress(Member member) {
        Member.Progress progress = member.progress();
        ServerCommand wish = member.wish();
        Drain drain = member.drain();
        return switch (progress) {
            case NONE -> null;
            case ASKED, UNANSWERED, REFUSED -> wish == null ? null : asked(progress, wish, member);
            case DRAINING ->
                drain == null
                        ? null
                        : asked(drain) + "\n"
                                + texts.get(
                                        "cluster.drain.left",
                                        member.row().slots(),
                                        member.row().running());
            case DRAINED ->
                drain == null || drain.drained() == null
                        ? null
                        : asked(drain) + "\n" + texts.get("cluster.drain.done", times.absolute(drain.drained()));
        };
    }

    private String asked(Drain drain) {
        String reason = drain.reason();
        return reason == null
                ? texts.get("cluster.drain.asked", drain.askedBy(), times.absolute(drain.askedAt()))
                : texts.get("cluster.drain.asked.why", drain.askedBy(), times.absolute(drain.askedAt()), reason);
    }

    private String asked(Member.Progress progress, ServerCommand wish, Member member) {
        String what =
                texts.get("cluster.wish." + wish.kind().name(), wish.actor().who(), times.absolute(wish.requested()));
        String then = progress == Member.Progress.REFUSED
                ? wish.known()
                        .map(answer -> texts.get(
                                "cluster.refused." + answer.name(), member.row().zone()))
                        .orElse(String.valueOf(wish.answer()))
                : texts.get("cluster.wish." + progress.name());
        return what + "\n" + then;
    }

    /// The colour of its state, in the words of the style sheet.
    static String stateStyle(Member member) {
        return !member.alive() ? "status-failed" : progressStyle(member.progress());
    }

    static String progressStyle(Member.Progress progress) {
        return switch (progress) {
            case NONE, REFUSED -> "status-ok";
            case ASKED, DRAINING, DRAINED -> "status-waiting";
            case UNANSWERED -> "status-failed";
        };
    }

    static String stateIcon(Member member) {
        if (!member.alive()) {
            return "fth-x-circle";
        }
        return switch (member.progress()) {
            case NONE, REFUSED -> "fth-check-circle";
            case ASKED -> "fth-clock";
            case DRAINING, DRAINED -> "fth-log-out";
            case UNANSWERED -> "fth-alert-circle";
        };
    }

    String slots(Member member) {
        return texts.get("cluster.slots.value", member.row().slots(), slotShare(member));
    }

    static double slotShare(Member member) {
        return (double) member.row().slots() / Slots.COUNT;
    }

    String load(Member member) {
        Double share = member.share();
        return share == null
                ? texts.get("cluster.load.value", member.load())
                : texts.get("cluster.load.value.share", member.load(), share);
    }

    String loadTip(Member member) {
        Double share = member.share();
        if (share == null) {
            return texts.get("cluster.load.tip.none");
        }
        return texts.get(member.overloaded() ? "cluster.load.tip.over" : "cluster.load.tip", share);
    }

    String lease(Member member) {
        return member.alive()
                ? texts.get("cluster.lease.beat", seconds(member.sinceBeat()))
                : texts.get("cluster.lease.gone", times.duration(member.sinceGone()));
    }

    String leaseTip(Member member) {
        return member.alive()
                ? texts.get("cluster.lease.until", times.absolute(member.row().leaseUntil()))
                : texts.get("cluster.lease.since", times.absolute(member.row().leaseUntil()));
    }

    String clock(Member member) {
        long offset = member.row().clockOffsetMillis();
        String key = offset == 0 ? "cluster.clock.right" : offset > 0 ? "cluster.clock.behind" : "cluster.clock.ahead";
        return texts.get(key, Math.abs(offset));
    }

    String clockTip(Member member) {
        return texts.get(member.clockOff() ? "cluster.clock.tip.off" : "cluster.clock.tip");
    }

    /// Why it cannot be drained; null when it can.
    @Nullable
    String keep(Member member) {
        Member.Keep keep = member.keep();
        return keep == null
                ? null
                : texts.get("cluster.keep." + keep.name(), member.row().zone());
    }

    /// Why a server's span ended, in the person's language where it is one we know.
    String end(Tenure tenure) {
        String reason = tenure.reason();
        if (tenure.ended() == null || reason == null) {
            return "";
        }
        return TenureEnd.of(reason)
                .map(end -> texts.get("cluster.end." + end.name()))
                .orElse(reason);
    }

    private String seconds(Duration since) {
        return since.toSeconds() < 60
                ? texts.get("cluster.lease.seconds", since.toMillis() / 1000.0)
                : times.duration(since);
    }
}
