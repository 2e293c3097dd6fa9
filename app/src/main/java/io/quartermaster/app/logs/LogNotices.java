package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Times;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What happened to the file that is open, for the bar above its lines. FX thread only, without a toolkit.
final class LogNotices {
    private static final String VANISHED = "logs.notice.vanished";

    /// Something worth saying above the lines, as a key with arguments, so that it follows the language.
    record Notice(String key, List<Object> args) {}

    private final Times times;
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>(this, "notice");

    LogNotices(Times times) {
        this.times = times;
    }

    ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /// Another file lies in its place.
    void rotated() {
        say("logs.notice.rotated");
    }

    /// It is gone; said once, with the time it was noticed first.
    void vanished() {
        if (!says(VANISHED)) {
            say(VANISHED);
        }
    }

    /// It grows, so it is there.
    void back() {
        if (says(VANISHED)) {
            dismiss();
        }
    }

    void dismiss() {
        notice.set(null);
    }

    private void say(String key) {
        notice.set(new Notice(key, List.of(times.absolute(times.ticker().clock().instant()))));
    }

    private boolean says(String key) {
        Notice said = notice.get();
        return said != null && said.key().equals(key);
    }
}
