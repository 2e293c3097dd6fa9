package io.quartermaster.app.jobs;

import io.quartermaster.model.ZoneScope;

/// In which zones a job's work may land, as the form offers it.
enum ZoneChoice {
    ANY,
    OWN_FIRST,
    EACH,
    NAMED;

    static ZoneChoice of(ZoneScope scope) {
        return switch (scope) {
            case ZoneScope.Shared shared -> shared.localFirst() ? OWN_FIRST : ANY;
            case ZoneScope.Each each -> EACH;
            case ZoneScope.Named named -> NAMED;
        };
    }
}
