package io.quartermaster.server.link;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Remembers what it hears; whether reports are stored is up to the test.
final class RecordingListener implements LinkListener {
    final List<ConnectedClient> connected = new CopyOnWriteArrayList<>();
    final List<String> disconnected = new CopyOnWriteArrayList<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    final List<Report> reports = new CopyOnWriteArrayList<>();
    final List<Progress> progress = new CopyOnWriteArrayList<>();
    final List<String> order = new CopyOnWriteArrayList<>();
    volatile Function<Report, CompletionStage<Void>> store = report -> CompletableFuture.completedFuture(null);

    @Override
    public void connected(ConnectedClient client) {
        connected.add(client);
    }

    @Override
    public void disconnected(ConnectedClient client, String reason) {
        disconnected.add(client.sessionId() + " " + reason);
    }

    @Override
    public void refused(String address, String reason) {
        refused.add(reason);
    }

    @Override
    public CompletionStage<Void> reported(ConnectedClient client, Report report) {
        reports.add(report);
        order.add("report");
        return store.apply(report);
    }

    @Override
    public void progressed(ConnectedClient client, Progress line) {
        progress.add(line);
        order.add(line.line());
    }

    List<String> reportedTriggers() {
        return reports.stream().map(Report::triggerId).toList();
    }
}
