package io.quartermaster.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.SlotSpread.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotSpreadTest {
    @Test
    void theJobsOfOneCountAreTheSameInEveryDatabaseAndHere() {
        assertThat(Slots.of(new JobId(1))).isEqualTo((int) (2_654_435_761L % 4_294_967_291L % 1024));
        assertThat(IntStream.rangeClosed(1, 5000).map(id -> Slots.of(new JobId(id))))
                .allMatch(slot -> slot >= 0 && slot < Slots.COUNT);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 5000, 100_000})
    void noServerCarriesMuchMoreThanItsEvenShare(int jobs) {
        double[] load = loads(jobs, id -> 1);

        Map<Integer, String> owners = SlotSpread.share(slots(load, Map.of()), List.of("a", "b", "c"));

        assertThat(heaviest(owners, load)).isLessThanOrEqualTo(jobs / 3.0 * 1.02 + 1);
        assertThat(owners).hasSize(Slots.COUNT);
    }

    @Test
    void jobsOfVeryDifferentRatesAreSharedByTheirFirings() {
        Random random = new Random(7);
        double[] load = loads(2000, id -> Math.pow(10, random.nextInt(4)));

        Map<Integer, String> owners = SlotSpread.share(slots(load, Map.of()), List.of("a", "b", "c"));

        assertThat(heaviest(owners, load))
                .isLessThanOrEqualTo(Arrays.stream(load).sum() / 3 * 1.05);
    }

    @Test
    void whatIsSharedWellEnoughStaysWhereItIs() {
        double[] load = loads(5000, id -> 1);
        Map<Integer, String> before = SlotSpread.share(slots(load, Map.of()), List.of("a", "b", "c"));
        load[17] += 20;

        assertThat(SlotSpread.share(slots(load, before), List.of("a", "b", "c")))
                .isEqualTo(before);
    }

    @Test
    void ofAServerThatWentAwayOnlyItsOwnSlotsMove() {
        double[] load = loads(5000, id -> 1);
        Map<Integer, String> before = SlotSpread.share(slots(load, Map.of()), List.of("a", "b", "c"));

        Map<Integer, String> after = SlotSpread.share(slots(load, before), List.of("a", "b"));

        assertThat(after).allSatisfy((slot, owner) -> {
            if (!"c".equals(before.get(slot))) {
                assertThat(owner).isEqualTo(before.get(slot));
            }
        });
        assertThat(heaviest(after, load)).isLessThanOrEqualTo(2500 * 1.05);
    }

    @Test
    void aServerThatCameTakesItsShareAndTheOthersChangeNothingAmongThemselves() {
        double[] load = loads(5000, id -> 1);
        Map<Integer, String> before = SlotSpread.share(slots(load, Map.of()), List.of("a", "b"));

        Map<Integer, String> after = SlotSpread.share(slots(load, before), List.of("a", "b", "c"));

        assertThat(heaviest(after, load)).isLessThanOrEqualTo(5000 / 3.0 * 1.05);
        assertThat(after).allSatisfy((slot, owner) -> assertThat(owner).isIn("c", before.get(slot)));
    }

    @Test
    void oneSlotThatIsMoreThanAShareIsNotMovedForEver() {
        double[] load = new double[Slots.COUNT];
        load[3] = 1000;
        load[4] = 1;
        Map<Integer, String> before = SlotSpread.share(slots(load, Map.of()), List.of("a", "b", "c"));

        assertThat(SlotSpread.share(slots(load, before), List.of("a", "b", "c")))
                .isEqualTo(before);
        assertThat(before.get(3)).isNotEqualTo(before.get(4));
    }

    @Test
    void withoutAServerNobodyGetsAnything() {
        assertThat(SlotSpread.share(slots(new double[Slots.COUNT], Map.of()), List.<String>of()))
                .isEmpty();
    }

    private static double[] loads(int jobs, java.util.function.IntToDoubleFunction rate) {
        double[] load = new double[Slots.COUNT];
        IntStream.rangeClosed(1, jobs).forEach(id -> load[Slots.of(new JobId(id))] += rate.applyAsDouble(id));
        return load;
    }

    private static List<Slot<String>> slots(double[] load, Map<Integer, String> owners) {
        List<Slot<String>> slots = new ArrayList<>();
        for (int i = 0; i < load.length; i++) {
            @Nullable String owner = owners.get(i);
            slots.add(new Slot<>(i, load[i], owner));
        }
        return slots;
    }

    private static double heaviest(Map<Integer, String> owners, double[] load) {
        Map<String, Double> carried = new HashMap<>();
        owners.forEach((slot, owner) -> carried.merge(owner, load[slot], Double::sum));
        return carried.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
