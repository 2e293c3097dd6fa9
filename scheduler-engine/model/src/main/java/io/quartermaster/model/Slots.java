package io.quartermaster.model;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/// A set of slots. Every job belongs to one of [#COUNT] slots for good, and every slot to one server at a time; so a
/// cluster shares its jobs by sharing slots. Immutable.
public final class Slots {
    public static final int COUNT = 1024;
    public static final Slots NONE = new Slots(new BitSet());

    /// The slot of the job whose id `%s` is, as an expression of whole numbers that every database computes alike.
    public static final String SQL = "mod(mod(%s * 2654435761, 4294967291), " + COUNT + ")";

    private static final long SPREAD = 2_654_435_761L;
    private static final long PRIME = 4_294_967_291L;

    private final BitSet members;

    private Slots(BitSet members) {
        this.members = members;
    }

    public static Slots of(Collection<Integer> numbers) {
        BitSet members = new BitSet(COUNT);
        numbers.forEach(members::set);
        return new Slots(members);
    }

    /// The slot of a job, 0 to 1,023.
    public static int of(JobId job) {
        return (int) (job.value() * SPREAD % PRIME % COUNT);
    }

    public boolean contains(JobId job) {
        return members.get(of(job));
    }

    public boolean contains(int slot) {
        return members.get(slot);
    }

    public Slots minus(Slots others) {
        BitSet left = (BitSet) members.clone();
        left.andNot(others.members);
        return new Slots(left);
    }

    public Slots and(Slots others) {
        BitSet both = (BitSet) members.clone();
        both.and(others.members);
        return new Slots(both);
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    public int size() {
        return members.cardinality();
    }

    public List<Integer> numbers() {
        return members.stream().boxed().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slots slots && members.equals(slots.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
