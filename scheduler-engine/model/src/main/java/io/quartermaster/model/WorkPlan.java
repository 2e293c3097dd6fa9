package io.quartermaster.model;

import java.util.ArrayList;
import java.util.List;

/// How the work of one firing is cut up, and who may take it. Immutable.
///
/// @param steps  SIMPLE: handlers that run after the target, in this order, each when the former succeeded everywhere
/// @param shards SIMPLE: how many pieces each step runs in at once, 1 for one that is not sharded
/// @param splits CLUSTER: the split handlers, in order; the target executes what the last of them made
/// @param rate   CLUSTER: how many items a second all machines together may process, 0 for no limit. It may be changed
///               while a run goes on, and is obeyed then
/// @param addresses the hosts that may take the work, for [Policies.Routing#CHOSEN]
public record WorkPlan(List<String> steps, int shards, List<String> splits, int rate, List<String> addresses) {
    /// Most pieces a simple job runs in.
    public static final int SHARDS_MAX = 1000;

    /// Work that is not cut up and that any client may take.
    public static final WorkPlan WHOLE = new WorkPlan(List.of(), 1, List.of(), 0, List.of());

    public WorkPlan {
        steps = List.copyOf(steps);
        splits = List.copyOf(splits);
        addresses = List.copyOf(addresses);
        if (shards < 1 || shards > SHARDS_MAX || rate < 0) {
            throw new IllegalArgumentException("Shards are 1 to " + SHARDS_MAX + ", and a rate is not negative");
        }
    }

    public WorkPlan withSteps(List<String> newSteps) {
        return new WorkPlan(newSteps, shards, splits, rate, addresses);
    }

    public WorkPlan withShards(int newShards) {
        return new WorkPlan(steps, newShards, splits, rate, addresses);
    }

    public WorkPlan withSplits(List<String> newSplits) {
        return new WorkPlan(steps, shards, newSplits, rate, addresses);
    }

    public WorkPlan withRate(int newRate) {
        return new WorkPlan(steps, shards, splits, newRate, addresses);
    }

    public WorkPlan withAddresses(List<String> newAddresses) {
        return new WorkPlan(steps, shards, splits, rate, newAddresses);
    }

    /// The handlers of a job in the order in which they are called: a simple job's steps, or a cluster job's splits and
    /// what executes.
    public List<String> handlers(JobType type, String target) {
        List<String> all = new ArrayList<>();
        if (type == JobType.CLUSTER) {
            all.addAll(splits);
            all.add(target);
        } else {
            all.add(target);
            all.addAll(steps);
        }
        return List.copyOf(all);
    }
}
