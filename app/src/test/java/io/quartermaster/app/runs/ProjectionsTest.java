package io.quartermaster.app.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What is shown of a run, drawn from the log that the real machine wrote.
class ProjectionsTest {
    private static Folded folded(Played played, Trail trail) {
        RunLog log = played.log();
        return Folded.of(new RunGraphs(log.definitions()), log.now(), Set.of(), trail);
    }

    private static NodeFold fold(Folded folded, String node) {
        return folded.node(new NodeId(node)).orElseThrow();
    }

    private static Played oneBranchFails() {
        return Played.night()
                .after(10)
                .succeed("close")
                .after(5)
                .succeed("shards#0/settle")
                .fail("shards#1/settle", "no money");
    }

    private static Played toTheReports() {
        return oneBranchFails()
                .after(20)
                .act(Verb.RETRY, "shards#1/settle")
                .after(5)
                .succeed("shards#1/settle")
                .succeed("shards#2/settle")
                .succeed("shards#0/post")
                .succeed("shards#1/post")
                .after(60)
                .succeed("shards#2/post")
                .succeed("rates", "ready", true);
    }

    @Nested
    class WhatWaitsForAPerson {
        @Test
        void isTheNodeThatFailed() {
            assertThat(Attention.of(oneBranchFails().log().now()))
                    .contains(new Attention(Verb.RETRY, List.of(NodeKey.of("shards#1/settle"))));
            assertThat(Attention.of(Played.night().log().now())).isEmpty();
        }

        @Test
        void isNothingOnceARetryIsUnderWayOrNothingHelpsAnyMore() {
            assertThat(Attention.of(toTheReports().log().now())).isEmpty();
            Played cancelled = oneBranchFails().in(new Input.Act(Verb.CANCEL_RUN, null, "anna", ""));
            assertThat(Attention.of(cancelled.log().now())).isEmpty();
        }
    }

    @Nested
    class TheFold {
        @Test
        void showsTheWholePlanBeforeAnythingHasBegun() {
            Folded folded = folded(Played.night(), Trail.TOP);
            assertThat(folded.nodes()).hasSize(12);
            assertThat(fold(folded, "close").standing()).isEqualTo(Standing.EXECUTING);
            assertThat(fold(folded, "settle").keys()).isEmpty();
            assertThat(fold(folded, "settle").standing()).isEqualTo(Standing.NOT_EXECUTED);
            assertThat(folded.way(Edge.of("start", "close"))).isEqualTo(Folded.Way.TAKEN);
            assertThat(folded.way(Edge.of("close", "shards"))).isEqualTo(Folded.Way.PLANNED);
        }

        @Test
        void takesCopiesTogetherTheWorstFirst() {
            NodeFold settle = fold(folded(oneBranchFails(), Trail.TOP), "settle");
            assertThat(settle.standing()).isEqualTo(Standing.FAILED);
            assertThat(settle.key()).isEqualTo(NodeKey.of("shards#1/settle"));
            assertThat(settle.counts())
                    .isEqualTo(Map.of(Standing.FAILED, 1, Standing.SUCCEED, 1, Standing.EXECUTING, 1));
            assertThat(settle.over()).isEqualTo(2);
        }

        @Test
        void isNarrowedToOneCopy() {
            Folded one = folded(oneBranchFails(), Trail.TOP.narrowed("shards#0"));
            assertThat(fold(one, "settle").keys()).containsExactly(NodeKey.of("shards#0/settle"));
            assertThat(fold(one, "settle").standing()).isEqualTo(Standing.SUCCEED);
            assertThat(fold(one, "close").standing()).isEqualTo(Standing.SUCCEED);
            assertThat(one.copies())
                    .extracting(io.quartermaster.model.topology.run.Place::copy)
                    .containsExactly("SH", "BJ", "SZ");
        }

        @Test
        void dimsTheBranchNotTakenAndOpensATopologyInPlace() {
            Played played = toTheReports();
            Folded top = folded(played, Trail.TOP);
            assertThat(top.way(Edge.when(true, "due", "report"))).isEqualTo(Folded.Way.TAKEN);
            assertThat(top.way(Edge.when(false, "due", "note"))).isEqualTo(Folded.Way.NOT_TAKEN);
            assertThat(fold(top, "note").standing()).isEqualTo(Standing.NOT_TAKEN);
            played.succeed("report~1.1/gather");
            NodeFold report = fold(folded(played, Trail.TOP), "report");
            assertThat(report.progress()).isEqualTo(0.5);
            Folded within = folded(played, Trail.TOP.into(new NodeId("report")));
            assertThat(within.bodies()).containsExactly("report~1.1");
            assertThat(fold(within, "gather").standing()).isEqualTo(Standing.SUCCEED);
            assertThat(fold(within, "print").standing()).isEqualTo(Standing.EXECUTING);
        }

        @Test
        void opensATopologyThatHasNotBegun() {
            Folded within = folded(Played.night(), Trail.TOP.into(new NodeId("report")));
            assertThat(within.nodes()).hasSize(4).allMatch(node -> node.standing() == Standing.NOT_EXECUTED);
        }
    }

    @Nested
    class TheLog {
        @Test
        void givesTheRunAtAnyInstantOfThePast() {
            Played played = toTheReports();
            RunLog log = played.log();
            long failure = log.seqAt(Played.START.plusSeconds(20));
            assertThat(log.at(failure).node(NodeKey.of("shards#1/settle")).status())
                    .isEqualTo(NodeStatus.FAILED);
            assertThat(log.at(failure + 1).seq()).isEqualTo(failure + 1);
            assertThat(log.at(1).seq()).isEqualTo(1);
            assertThat(log.at(Long.MAX_VALUE)).isSameAs(log.now());
            assertThat(log.at(failure).status()).isEqualTo(RunStatus.EXECUTING);
        }

        @Test
        void takesEveryLineOnce() {
            Played played = oneBranchFails();
            RunLog log = played.log();
            assertThat(log.append(played.log)).isFalse();
            assertThat(log.events()).hasSameSizeAs(played.log);
        }

        @Test
        void namesNodesAsPeopleDo() {
            RunGraphs graphs = new RunGraphs(Played.night().definitions);
            assertThat(graphs.name(NodeKey.of("shards#1/settle"))).isEqualTo("shards #2 / settle-branch");
            assertThat(graphs.name(NodeKey.of("report~1.1/print"))).isEqualTo("month-end-reports / print");
            assertThat(graphs.node(NodeKey.of("report~1.1/print"))).isPresent();
        }
    }

    @Nested
    class TheStory {
        @Test
        void tellsEveryTryWithItsClientAndItsError() {
            Played played = Played.night()
                    .after(1)
                    .sent("close")
                    .fail("close", "no money")
                    .after(5);
            played.act(Verb.RETRY, "close").after(2).succeed("close");
            List<Attempt> tries = Story.of(played.log).attempts(NodeKey.of("close"));
            assertThat(tries).extracting(Attempt::number).containsExactly(1, 2);
            assertThat(tries.getFirst().message()).isEqualTo("no money");
            assertThat(tries.getFirst().code()).isEqualTo("E42");
            assertThat(Objects.requireNonNull(tries.getFirst().sent()).client()).startsWith("settle-app@");
            assertThat(tries.getLast().status()).isEqualTo(NodeStatus.SUCCEED);
            assertThat(Story.of(played.log).deeds(NodeKey.of("close")))
                    .extracting(Deed::by, Deed::reason)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("anna", "money came"));
        }

        @Test
        void keepsWaitsApartFromWork() {
            Played played = Played.night()
                    .after(3)
                    .succeed("close")
                    .after(4)
                    .succeed("rates")
                    .after(30);
            List<Bar> bars = Objects.requireNonNull(Story.of(played.log).bars().get(NodeKey.of("rates")));
            assertThat(bars).extracting(Bar::kind).containsExactly(Bar.Kind.WORK, Bar.Kind.WAIT, Bar.Kind.WORK);
            assertThat(bars.getLast().pass()).isEqualTo(2);
            assertThat(Timeline.worked(bars, played.now)).isEqualTo(Duration.ofSeconds(4));
        }

        @Test
        void anAttemptThatFailedForNowIsWaitedForAllTheSame() {
            Played played = Played.night().after(3);
            NodeKey key = NodeKey.of("close");
            played.in(new Input.Report(key, 1, 1, NodeStatus.FAILED, "E42", "no money", List.of())
                    .withAgain(Duration.ofSeconds(20)));
            assertThat(Story.of(played.log).settled(key)).isZero();
            played.after(20).after(2).succeed("close");
            Story story = Story.of(played.log);
            assertThat(Objects.requireNonNull(story.bars().get(key)))
                    .extracting(Bar::kind)
                    .containsExactly(Bar.Kind.WORK, Bar.Kind.WAIT, Bar.Kind.WORK);
            assertThat(story.attempts(key))
                    .extracting(Attempt::status)
                    .containsExactly(NodeStatus.FAILED, NodeStatus.SUCCEED);
            assertThat(story.settled(key)).isPositive();
        }

        @Test
        void remembersWhoWroteAParameterAndWhen() {
            Played played = toTheReports();
            Written written =
                    Story.of(played.log).write("ready", 2, NodeKey.of("rates")).orElseThrow();
            assertThat(written.value()).isEqualTo(true);
            assertThat(written.at()).isEqualTo(played.now);
            played.in(new Input.SetParameter("", "count", 7, "ben", "typo"));
            assertThat(Story.of(played.log)
                            .write("count", 2, null)
                            .orElseThrow()
                            .by())
                    .isEqualTo("ben");
        }
    }

    @Test
    void readsHowFarAHandlerSaysItIs() {
        assertThat(Share.of("account 740 of 1,480")).isEqualTo(0.5);
        assertThat(Share.of("3/8 chunks")).isEqualTo(0.375);
        assertThat(Share.of("已完成 40 %")).isEqualTo(0.4);
        assertThat(Share.of("half way")).isEqualTo(Share.UNKNOWN);
        assertThat(Share.of("0/0")).isEqualTo(Share.UNKNOWN);
    }

    @Nested
    class TheCriticalPath {
        @Test
        void isTheChainThatDeterminedTheEnd() {
            Played played = toTheReports();
            played.after(5).succeed("report~1.1/gather").after(5).succeed("report~1.1/print");
            assertThat(played.run.status()).isEqualTo(RunStatus.SUCCEED);
            RunLog log = played.log();
            Set<NodeKey> path = CriticalPath.of(new RunGraphs(log.definitions()), log.now(), Story.of(log.events()));
            assertThat(path.stream().map(NodeKey::toString))
                    .containsExactly(
                            "end",
                            "undue",
                            "report",
                            "report~1.1/end",
                            "report~1.1/print",
                            "report~1.1/gather",
                            "report~1.1/start",
                            "due",
                            "rates",
                            "close",
                            "start");
        }

        @Test
        void leadsThroughTheSlowestCopyToWhatGoesOn() {
            Played played = Played.night().after(10).succeed("close").after(1).succeed("rates", "ready", true);
            for (String copy : List.of("0", "2", "1")) {
                played.after(7).succeed("shards#" + copy + "/settle").succeed("shards#" + copy + "/post");
            }
            RunLog log = played.log();
            Story story = Story.of(log.events());
            Set<NodeKey> path = CriticalPath.of(new RunGraphs(log.definitions()), log.now(), story);
            assertThat(path.stream().map(NodeKey::toString))
                    .containsExactly(
                            "report",
                            "report~1.1/gather",
                            "report~1.1/start",
                            "due",
                            "unshard",
                            "shards#1/post",
                            "shards#1/settle",
                            "shards",
                            "close",
                            "start");
            Timeline line = Timeline.of(new RunGraphs(log.definitions()), story, path, played.now);
            assertThat(line.lines())
                    .filteredOn(Timeline.Line::critical)
                    .extracting(Timeline.Line::name)
                    .contains("shards #2 / post-entries");
            assertThat(line.lines()).noneMatch(each -> each.node().equals(NodeKey.of("start")));
            assertThat(line.length()).isEqualTo(Duration.ofSeconds(32));
        }
    }
}
