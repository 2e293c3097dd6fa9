package io.quartermaster.server.samples;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.InstanceId;
import io.quartermaster.sample.AccountHandlers;
import io.quartermaster.sample.BusinessHandlers;
import io.quartermaster.store.AccessKeyRepository.Key;
import java.time.Duration;
import java.util.List;

/// Answers the sample topologies from within this process, so that they run without a client of one's own: linked over
/// loopback as any other, once in each of the samples' zones. Thread-safe.
public final class SampleClient implements AutoCloseable {
    private final List<SchedulerClient> clients;

    private SampleClient(List<SchedulerClient> clients) {
        this.clients = clients;
    }

    /// Starts it; it links by itself, and again when a link is lost.
    ///
    /// @param server host and port of the engine
    public static SampleClient start(String server, InstanceId instance, Key key) {
        List<SchedulerClient> clients = Samples.ZONES.stream()
                .map(zone -> SchedulerClient.builder()
                        .application(BusinessHandlers.APPLICATION)
                        .instance(instance.value())
                        .zone(zone)
                        .accessKey(key.accessKey())
                        .secret(key.secret())
                        .server(server)
                        .closeGrace(Duration.ofMillis(200))
                        .remoteExecute(true)
                        .handlers(BusinessHandlers.silent())
                        .handlers(AccountHandlers.silent())
                        .build())
                .toList();
        clients.forEach(SchedulerClient::start);
        return new SampleClient(clients);
    }

    @Override
    public void close() {
        clients.forEach(SchedulerClient::close);
    }
}
