package io.quartermaster.server.samples;

import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.sample.BusinessHandlers;
import java.util.List;
import java.util.function.BiFunction;

/// A job of every kind there is, for the sample client's handlers.
final class SampleKinds {
    private static final List<String> SPLITS = List.of("splitByBranch", "splitByRange");

    private SampleKinds() {}

    /// @param blank makes a job of a name and a description
    static List<JobSpec> all(BiFunction<String, String, JobSpec> blank) {
        Policies usual = Policies.DEFAULT;
        return List.of(
                simple(blank.apply("sum-balances", "A simple job in four shards, spread over the clients"), "sumShard")
                        .withWork(WorkPlan.WHOLE.withShards(4)),
                simple(blank.apply("day-books", "A simple job in three steps, each after the former"), "openBooks")
                        .withWork(WorkPlan.WHOLE.withSteps(List.of("bookEntries", "closeBooks"))),
                simple(blank.apply("books-everywhere", "A simple job that runs once in every zone"), "openBooks")
                        .withZones(new ZoneScope.Each()),
                cluster(blank.apply("add-interest", "A cluster job: split by branch, then by range"), "settleAccounts")
                        .withPolicies(policies(usual, 2, Policies.Communication.CALLBACK)),
                cluster(
                        blank.apply("add-interest-to-all", "A cluster job some of whose accounts are closed and fail"),
                        "settleClosedToo"),
                cluster(
                                blank.apply(
                                        "notify-holders",
                                        "A cluster job in remote mode: read here, processed anywhere"),
                                "notifyHolders")
                        .withPolicies(policies(usual, 0, Policies.Communication.ONEWAY)),
                blank.apply("announce-rates", "A message job: one event for every zone")
                        .withTarget(JobType.MESSAGE, "", "EC_RATES")
                        .withZones(new ZoneScope.Each()));
    }

    private static JobSpec simple(JobSpec blank, String handler) {
        return blank.withTarget(JobType.SIMPLE, BusinessHandlers.APPLICATION, handler);
    }

    private static JobSpec cluster(JobSpec blank, String handler) {
        return blank.withTarget(JobType.CLUSTER, BusinessHandlers.APPLICATION, handler)
                .withWork(WorkPlan.WHOLE.withSplits(SPLITS));
    }

    private static Policies policies(Policies usual, int retries, Policies.Communication communication) {
        return new Policies(
                usual.missed(),
                usual.timeout(),
                usual.onTimeout(),
                retries,
                usual.backOff(),
                usual.exclusive(),
                communication,
                usual.routing());
    }
}
