package io.quartermaster.model;

import java.util.Comparator;
import java.util.List;

/// Consistent hashing: the same client for the same key, as long as it is there; when one leaves, only its keys move,
/// and evenly to all others; when one comes, it takes only its share.
///
/// Of all clients, the one wins for which the hash of client and key is greatest. A ring of virtual nodes keeps the
// same
/// promises, but would have to be built anew, or be remembered, for whatever set of clients a zone and a list of hosts
/// leave; and its shares stray by the luck of where its nodes fell, while these do not.
final class Affinity {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Affinity() {}

    /// @param clients never empty
    static Routing.Candidate choose(List<Routing.Candidate> clients, String key) {
        long keyHash = mixed(hash(key));
        return clients.stream()
                .max(Comparator.comparingLong((Routing.Candidate client) -> mixed(hash(client.identity()) ^ keyHash))
                        .thenComparing(Routing.Candidate::identity))
                .orElseThrow();
    }

    /// FNV-1a.
    private static long hash(String text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    /// Two texts that differ in their last letter must not differ in a few bits only: the end of splitmix64.
    private static long mixed(long bits) {
        long one = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        long two = (one ^ (one >>> 27)) * 0x94d049bb133111ebL;
        return two ^ (two >>> 31);
    }
}
