package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Texts;

/// The words beside the find and the filter field. FX thread only.
final class LogOutcome {
    private final Texts texts;
    private final LogsViewModel model;

    LogOutcome(Texts texts, LogsViewModel model) {
        this.texts = texts;
        this.model = model;
    }

    String ofFind() {
        LogFinder.State state = model.finder().stateProperty().get();
        if (state.test() == null) {
            return "";
        }
        if (!state.over()) {
            return texts.get("logs.find.counting", state.count());
        }
        LogLine selected = model.reader().selectedLine();
        HitScan hits = model.finder().hits();
        int rank = selected == null || hits == null ? 0 : hits.rankOf(selected.address());
        if (rank > 0) {
            return texts.get("logs.find.rank", rank, state.count());
        }
        if (state.count() == 0) {
            return texts.get("logs.find.count.none");
        }
        return state.count() == 1 ? texts.get("logs.find.count.one") : texts.get("logs.find.count", state.count());
    }

    String ofFilter() {
        OpenLog log = model.openProperty().get();
        if (log == null || !log.isFiltered()) {
            return "";
        }
        long rows = log.source().extent();
        return texts.get(log.overfull() ? "logs.filter.overfull" : "logs.filter.rows", rows);
    }
}
