package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.server.link.LinkTls;
import io.quartermaster.server.message.InProcessQueue;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.server.peer.PeerSettings;
import io.quartermaster.server.watching.WatchSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerConfigTest {
    @TempDir
    Path directory;

    @Test
    void otherServersLinkToTheUsualPortOnLoopbackIfItIsFree() throws Exception {
        assertThat(peers("")).isEqualTo(PeerSettings.usualOn("127.0.0.1"));
    }

    @Test
    void whereOtherServersLinkToCanBeSetAndIsThenNoOtherPort() throws Exception {
        assertThat(peers("peer.bind = 0.0.0.0\npeer.port = 12300")).isEqualTo(PeerSettings.on("0.0.0.0", 12_300));
        assertThat(peers("peer.port = 0")).isEqualTo(PeerSettings.on("127.0.0.1", 0));
        assertThatThrownBy(() -> peers("peer.port = 70000")).hasMessageContaining("peer.port is 70000");
    }

    @Test
    void healthAndMetricsAreServedOnLoopbackUnlessConfigured() throws Exception {
        assertThat(settings("").watching()).isEqualTo(WatchSettings.USUAL.withHttp("127.0.0.1", 8080));
        assertThat(settings("http.bind = 0.0.0.0\nhttp.port = 0\nrecords.days = 7")
                        .watching())
                .isEqualTo(WatchSettings.USUAL.withHttp("0.0.0.0", 0).withRecordsDays(7));
        assertThatThrownBy(() -> settings("http.port = -1")).hasMessageContaining("http.port is -1");
        assertThatThrownBy(() -> settings("records.days = 0")).hasMessageContaining("records.days is 0");
    }

    @Test
    void tlsForClientsTakesACertificateWithItsKeyAndForMutualTlsTheClientsAuthorities() throws Exception {
        assertThat(settings("").link().tls()).isNull();
        assertThat(settings("link.tls.certificate = c.pem\nlink.tls.key = k.pem")
                        .link()
                        .tls())
                .isEqualTo(new LinkTls(Path.of("c.pem"), Path.of("k.pem"), null));
        assertThat(settings("link.tls.certificate = c.pem\nlink.tls.key = k.pem\nlink.tls.clients = ca.pem")
                        .link()
                        .tls())
                .isEqualTo(new LinkTls(Path.of("c.pem"), Path.of("k.pem"), Path.of("ca.pem")));
        assertThatThrownBy(() -> settings("link.tls.clients = ca.pem")).hasMessageContaining("go together");
    }

    @Test
    void withoutABrokerMessagesStayInTheProcess() throws Exception {
        try (MessageChannel channel = config("").messages().open(Map.of())) {
            assertThat(channel).isInstanceOf(InProcessQueue.class);
        }
        MessageSettings half = config("message.name-servers = a:9876").messages();
        assertThatThrownBy(() -> half.open(Map.of())).hasMessageContaining("no message.provider");
    }

    @Test
    void aBrokerWhoseJarIsMissingIsNamedWithWhatToDo() throws Exception {
        MessageSettings messages = config("message.provider = rocketmq\nmessage.name-servers = a:9876")
                .messages();

        assertThatThrownBy(() -> messages.open(Map.of()))
                .isInstanceOf(ConfigProblem.class)
                .hasMessageContaining("message.provider is 'rocketmq', but no jar on the class path provides it")
                .hasMessageContaining("message-rocketmq");
    }

    private @Nullable PeerSettings peers(String lines) throws IOException, ConfigProblem {
        return settings(lines).peers();
    }

    private SchedulerSettings settings(String lines) throws IOException, ConfigProblem {
        return config(lines).server();
    }

    private ServerConfig config(String lines) throws IOException, ConfigProblem {
        Path file = directory.resolve("server.properties");
        Files.writeString(
                file, "database.host = h\ndatabase.schema = s\ndatabase.user = u\ndatabase.password =\n" + lines);
        return ServerConfig.read(file, Map.of());
    }
}
