package io.quartermaster.app.diagnosis;

import io.quartermaster.app.diagnosis.Check.Topic;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.store.ClientRepository.Offered;
import io.quartermaster.store.ClientRepository.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether the clients of a job's application offer what the job names, as what it has to be, and on the hosts it
/// names. Pure.
final class HandlerChecks {
    private final Evidence seen;
    private final Job job;

    HandlerChecks(Evidence seen, Job job) {
        this.seen = seen;
        this.job = job;
    }

    Check kinds() {
        JobType type = job.spec().type();
        List<String> needed = job.spec().work().handlers(type, job.spec().target());
        boolean now = !seen.open().isEmpty();
        List<Offered> offers = offersOf(now ? seen.open() : seen.ended());
        if (offers.isEmpty() && !now) {
            return Check.unknown(Topic.HANDLER, Said.of("handler.unknown"), List.of(), Said.of("handler.unknown.todo"));
        }
        List<Said> wrong = new ArrayList<>();
        List<Said> right = new ArrayList<>();
        boolean kind = false;
        for (int i = 0; i < needed.size(); i++) {
            String handler = needed.get(i);
            HandlerKind wanted = HandlerKind.needed(type, i, needed.size());
            Set<String> kinds = offers.stream()
                    .filter(each -> each.handler().equals(handler))
                    .map(Offered::kind)
                    .collect(Collectors.toSet());
            Said wants = Said.of("interface." + wanted);
            if (kinds.contains(wanted.name())) {
                right.add(Said.of("handler.right", handler, wants));
            } else if (kinds.isEmpty()) {
                wrong.add(Said.of("handler.missing", handler, wants));
            } else {
                kind = true;
                wrong.add(Said.of("handler.kind", handler, String.join(", ", kinds), wants));
            }
        }
        if (wrong.isEmpty()) {
            Said said = Said.of(now ? "handler.all" : "handler.were");
            return new Check(Topic.HANDLER, Check.Result.OK, said, right, null);
        }
        wrong.addAll(right);
        String all = offers.stream().map(Offered::handler).distinct().sorted().collect(Collectors.joining(", "));
        wrong.add(Said.of("handler.offered", all.isEmpty() ? "—" : all));
        return Check.wrong(
                Topic.HANDLER,
                Said.of(kind ? "handler.wrong.kind" : "handler.wrong"),
                wrong,
                Said.of(kind ? "handler.wrong.kind.todo" : "handler.wrong.todo"));
    }

    private List<Offered> offersOf(List<Session> links) {
        Set<String> ids = links.stream().map(Session::id).collect(Collectors.toSet());
        return seen.offered().stream()
                .filter(each -> ids.contains(each.session()))
                .toList();
    }

    /// Whether any client is on the hosts that alone may take the work.
    Check hosts() {
        List<String> chosen = job.spec().work().addresses();
        List<String> there =
                seen.open().stream().map(Session::host).distinct().sorted().toList();
        List<String> both = seen.open().stream()
                .filter(each -> chosen.contains(each.host()) || chosen.contains(host(each.address())))
                .map(Session::host)
                .distinct()
                .toList();
        Said said = Said.of("hosts.chosen", String.join(", ", chosen));
        return both.isEmpty()
                ? Check.wrong(
                        Topic.HOSTS,
                        said,
                        List.of(Said.of("hosts.there", there.isEmpty() ? "—" : String.join(", ", there))),
                        Said.of("hosts.todo"))
                : Check.ok(Topic.HOSTS, said, Said.of("hosts.fit", String.join(", ", both)));
    }

    private static String host(String address) {
        int port = address.lastIndexOf(':');
        return port < 0 ? address : address.substring(0, port);
    }
}
