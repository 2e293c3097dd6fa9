package io.quartermaster.app.clients;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.store.ClientRepository.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is said of a client in words. FX thread only.
final class ClientWords {
    private static final int ERROR_MAX = 200;

    private final Texts texts;
    private final Times times;

    ClientWords(Texts texts, Times times) {
        this.texts = texts;
        this.times = times;
    }

    String state(Client client) {
        return texts.get(client.online() ? "clients.state.online" : "clients.state.offline");
    }

    static String stateStyle(Client client) {
        return client.online() ? "status-ok" : "status-neutral";
    }

    static String stateIcon(Client client) {
        return client.online() ? "fth-check-circle" : "fth-log-out";
    }

    String servers(Client client) {
        return String.join(", ", client.servers());
    }

    /// The one it is linked to, or how many.
    String serverCount(Client client) {
        return client.servers().size() == 1
                ? client.servers().getFirst()
                : texts.get("clients.servers", client.servers().size());
    }

    /// Since when it is there, or for how long it was.
    String since(Client client) {
        return times.relative(client.since());
    }

    String left(Client client) {
        Instant left = client.left();
        return left == null ? "" : texts.get("clients.left", times.relative(left), reason(client.reason()));
    }

    String leftTip(Client client) {
        Instant left = client.left();
        return left == null ? "" : texts.get("clients.left", times.absolute(left), reason(client.reason()));
    }

    String reason(@Nullable String reason) {
        return reason == null || reason.isBlank() ? texts.get("clients.reason.unknown") : reason;
    }

    String handlers(Client client) {
        return client.handlers().isEmpty()
                ? texts.get("clients.handlers.none")
                : String.join(", ", client.handlers().keySet());
    }

    /// With their kinds, a line each.
    String handlersTip(Client client) {
        StringBuilder lines = new StringBuilder();
        client.handlers().forEach((handler, kind) -> lines.append(lines.isEmpty() ? "" : "\n")
                .append(handler)
                .append("  ·  ")
                .append(kind(kind)));
        return lines.toString();
    }

    /// The kind in the person's language, as it was said when this console does not know it.
    String kind(String kind) {
        String key = "jobs.handler.kind." + kind;
        return texts.has(key) ? texts.get(key) : kind;
    }

    String error(@Nullable Failure failure) {
        if (failure == null) {
            return "";
        }
        String text = failure.text().strip().replaceAll("\\s*\\R\\s*", " ⏎ ");
        String shown = text.length() <= ERROR_MAX ? text : text.substring(0, ERROR_MAX) + "…";
        return texts.get("clients.error", times.relative(failure.at()), shown);
    }

    /// When something went wrong with it last.
    static @Nullable Instant failed(Client client) {
        Failure failure = client.failure();
        return failure == null ? null : failure.at();
    }

    String errorTip(@Nullable Failure failure) {
        return failure == null ? "" : times.absolute(failure.at()) + "\n" + failure.text();
    }

    String why(LackingJob job) {
        return texts.get(
                "clients.lacking." + job.why(),
                job.application(),
                job.handler(),
                texts.get("jobs.handler.interface." + job.needed()));
    }
}
