package io.quartermaster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerClientBuilderTest {
    @ParameterizedTest
    @ValueSource(strings = {"has space", "中文", "dot.ted", "a23456789012345678901234567890123456789012345678901"})
    void anApplicationNameTheServersWouldRefuseIsRefusedHere(String name) {
        SchedulerClientBuilder builder = complete().application(name);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> SchedulerClient.builder().build())
                .hasMessage("A client needs at least one server, or a registry");
        SchedulerClientBuilder noSecret = SchedulerClient.builder()
                .application("a")
                .instance("000001")
                .accessKey("key")
                .server("localhost");
        assertThatThrownBy(noSecret::build).hasMessage("A client needs its secret");
    }

    @Test
    void anInterfaceThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> complete().networkInterface("nope0")).hasMessageContaining("nope0");
    }

    @Test
    void twoClientsOfOneProcessAreTwo() {
        try (SchedulerClient one = complete().build();
                SchedulerClient two = complete().build()) {
            assertThat(one.identity()).isNotEqualTo(two.identity());
        }
    }

    @Test
    void aClosedClientCannotBeStarted() {
        SchedulerClient client = complete().build();
        client.close();
        client.close();
        assertThatThrownBy(client::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void addressesAreReadWithAndWithoutAPort() {
        assertThat(ServerAddress.parse("s1")).isEqualTo(new ServerAddress("s1", 9001));
        assertThat(ServerAddress.parse(" s1:9100 ")).isEqualTo(new ServerAddress("s1", 9100));
        assertThat(ServerAddress.parse("[::1]:9100")).isEqualTo(new ServerAddress("[::1]", 9100));
        assertThatThrownBy(() -> ServerAddress.parse("s1:x")).hasMessageContaining("s1:x");
        assertThatThrownBy(() -> ServerAddress.parse("s1:70000")).hasMessageContaining("70000");
    }

    private static SchedulerClientBuilder complete() {
        return SchedulerClient.builder()
                .application("settlement")
                .instance("000001")
                .accessKey("key")
                .secret("secret")
                .server("localhost:9001");
    }
}
