package io.quartermaster.server;

import java.time.Duration;

/// How often a server looks, and how long it waits. Immutable.
///
/// @param lease how long a server is a member, or leads, without a beat; a beat comes every third of it
/// @param look between two looks at what was edited, planned or asked for
/// @param horizon how far ahead firings are planned
/// @param missedAfter how late a due time is still fired as if nothing had been; after that the job's policy for missed
/// ones decides. Longer than a failover takes.
/// @param clientGrace how long a client may be gone before its runs are given up
/// @param clockLimit a server whose clock is further from the database's does not lead
public record Cadence(
        Duration lease,
        Duration look,
        Duration horizon,
        Duration missedAfter,
        Duration clientGrace,
        Duration clockLimit) {
    public static final Cadence USUAL = new Cadence(
            Duration.ofSeconds(3),
            Duration.ofMillis(400),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1));

    Duration beat() {
        return lease.dividedBy(3);
    }
}
