package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Desk;
import java.util.OptionalLong;

/// Name and size of what is open, in words. FX thread only.
final class LogHeading {
    private final Desk desk;
    private final LogsViewModel model;

    LogHeading(Desk desk, LogsViewModel model) {
        this.desk = desk;
        this.model = model;
    }

    /// `job-rpc.log · 194 kB · 2,002 lines`
    String text() {
        return model.openProperty().get() == null ? "" : name() + " · " + info();
    }

    private String name() {
        OpenLog log = model.openProperty().get();
        if (log == null) {
            return "";
        }
        String trace = log.about().trace();
        return trace == null ? log.about().name() : desk.texts().get("logs.trace.title", trace);
    }

    private String info() {
        OpenLog log = model.openProperty().get();
        if (log == null) {
            return "";
        }
        LogFile file = log.file();
        if (file == null) {
            String merged = desk.texts().get("logs.trace.lines", log.source().extent());
            return log.about().note().isEmpty()
                    ? merged
                    : merged + " · " + log.about().note();
        }
        String size = ByteSize.of(file.extent());
        OptionalLong lines = file.lineCount();
        return lines.isPresent()
                ? desk.texts().get("logs.info", size, lines.getAsLong())
                : desk.texts().get("logs.info.uncounted", size);
    }
}
