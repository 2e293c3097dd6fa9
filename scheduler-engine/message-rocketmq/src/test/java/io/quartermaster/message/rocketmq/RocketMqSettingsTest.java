package io.quartermaster.message.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.server.message.MessageChannelProvider;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class RocketMqSettingsTest {
    @Test
    void theProviderIsFoundByItsName() {
        assertThat(ServiceLoader.load(MessageChannelProvider.class))
                .extracting(MessageChannelProvider::name)
                .containsExactly("rocketmq");
    }

    @Test
    void onlyTheNameServersMustBeSaid() {
        assertThat(RocketMqSettings.of(Map.of("name-servers", "a:9876;b:9876")))
                .isEqualTo(new RocketMqSettings(
                        "a:9876;b:9876", "quartermaster", Duration.ofSeconds(3), Duration.ofSeconds(60), null, false));
        assertThatThrownBy(() -> RocketMqSettings.of(Map.of())).hasMessageContaining("message.name-servers is missing");
    }

    @Test
    void whatCannotBeUsedIsNamed() {
        assertThatThrownBy(() -> RocketMqSettings.of(Map.of("name-servers", "a:1", "timeout-ms", "soon")))
                .hasMessageContaining("message.timeout-ms is 'soon'");
        assertThatThrownBy(() -> RocketMqSettings.of(Map.of("name-servers", "a:1", "access-key", "x")))
                .hasMessageContaining("go together");
    }

    @Test
    void aSecretIsNotPrinted() {
        RocketMqSettings settings =
                RocketMqSettings.of(Map.of("name-servers", "a:1", "access-key", "me", "secret-key", "s3cret"));

        assertThat(settings.toString()).contains("me").doesNotContain("s3cret");
    }
}
