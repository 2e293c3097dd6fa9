package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.ServerAddress;
import io.quartermaster.client.ServerPlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestServersTest {
    private final List<ServerPlace> all = IntStream.range(0, 10)
            .mapToObj(i -> new ServerPlace(new ServerAddress("s" + i, 9001), i < 5 ? "CellA" : "CellB"))
            .toList();

    @Test
    void itsOwnZoneComesFirstThenTheRest() {
        List<ServerPlace> chosen = new NearestServers("CellB", "client", 10).of(all, address -> false);
        assertThat(chosen).containsExactlyInAnyOrderElementsOf(all);
        assertThat(chosen.subList(0, 5)).allMatch(place -> place.zone().equals("CellB"));
    }

    @Test
    void theSameClientAlwaysChoosesTheSameWhateverTheOrderOfTheList() {
        NearestServers nearest = new NearestServers("CellA", "client", 3);
        List<ServerPlace> turned = all.stream()
                .sorted((a, b) -> b.address().host().compareTo(a.address().host()))
                .toList();
        assertThat(nearest.of(turned, address -> false)).isEqualTo(nearest.of(all, address -> false));
    }

    @Test
    void manyClientsWithOneLinkEachSpreadOverTheServersOfTheirZone() {
        Map<String, Integer> links = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            new NearestServers("CellA", "client-" + i, 1)
                    .of(all, address -> false)
                    .forEach(place -> links.merge(place.address().host(), 1, Integer::sum));
        }
        assertThat(links.keySet()).containsExactlyInAnyOrder("s0", "s1", "s2", "s3", "s4");
        assertThat(links.values()).allMatch(count -> count > 140 && count < 260);
    }

    @Test
    void whatDoesNotAnswerMakesRoomForAnotherEvenOfAnotherZone() {
        NearestServers nearest = new NearestServers("CellA", "client", 5);
        List<ServerPlace> chosen = nearest.of(all, address -> address.host().equals("s0"));
        assertThat(chosen).hasSize(5).noneMatch(place -> place.address().host().equals("s0"));
        assertThat(chosen).filteredOn(place -> place.zone().equals("CellA")).hasSize(4);
    }

    @Test
    void withoutAZoneNoneIsPreferred() {
        assertThat(new NearestServers("", "client", 10).of(all, address -> false))
                .containsExactlyInAnyOrderElementsOf(all);
    }
}
