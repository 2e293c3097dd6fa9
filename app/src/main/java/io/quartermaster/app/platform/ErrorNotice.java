package io.quartermaster.app.platform;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.function.Consumer;

/// Where failures end that nobody listened for: a dialog in the person's language, never a stack trace on the screen.
///
/// Called on the FX thread.
public final class ErrorNotice implements Consumer<Throwable> {
    private static final System.Logger LOG = System.getLogger(ErrorNotice.class.getName());

    private final Texts texts;
    private final Dialogs dialogs;

    public ErrorNotice(Texts texts, Dialogs dialogs) {
        this.texts = texts;
        this.dialogs = dialogs;
    }

    @Override
    public void accept(Throwable failure) {
        UserError error = explain(failure);
        LOG.log(System.Logger.Level.ERROR, "unhandled failure " + error.code() + " shown to the user", failure);
        dialogs.error(error);
    }

    /// The failure in words: its own if it has any, else a general sentence with a code made from where it happened.
    public UserError explain(Throwable failure) {
        if (failure instanceof Explained explained) {
            return explained.explain(texts);
        }
        String cause = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new UserError(
                texts.get("platform.error.unexpected"),
                cause,
                texts.get("platform.error.unexpected.todo"),
                codeOf(failure),
                stackOf(failure));
    }

    /// The same fault has the same code on every machine: class and place, not message.
    static String codeOf(Throwable failure) {
        StackTraceElement[] stack = failure.getStackTrace();
        String place = stack.length == 0 ? "" : stack[0].getClassName() + "." + stack[0].getMethodName();
        int hash = (failure.getClass().getName() + "@" + place).hashCode();
        return String.format(Locale.ROOT, "QM-%08X", hash);
    }

    static String stackOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
