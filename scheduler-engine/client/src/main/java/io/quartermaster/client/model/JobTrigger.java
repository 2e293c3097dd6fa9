package io.quartermaster.client.model;

import java.time.Instant;

/// What a server said about one firing when it asked this client to run it. Immutable.
///
/// @param triggerId tells this firing from every other, and stays the same when it is sent again
/// @param tracerId ties the log lines of one firing together, on the servers and here
/// @param sharding this client's part of the work, from 0
/// @param shardingCount how many parts there are, 1 for a job that is not sharded
/// @param due when the job should have fired, by the servers' clock
/// @param fired when it did fire
public record JobTrigger(
        String triggerId,
        String jobName,
        String handler,
        String tracerId,
        int sharding,
        int shardingCount,
        Instant due,
        Instant fired) {}
