package io.quartermaster.app.logs;

import java.util.regex.Pattern;

/// What somebody typed into find or filter. Immutable.
///
/// @param text      what is sought; empty means nothing is
/// @param regex     whether it is a regular expression
/// @param matchCase whether capitals matter
public record LogQuery(String text, boolean regex, boolean matchCase) {
    /// Seeks nothing.
    public static final LogQuery NONE = new LogQuery("", false, false);

    /// A text as it stands, in any case.
    public static LogQuery of(String text) {
        return new LogQuery(text, false, false);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /// The test to run; empty queries have none.
    ///
    /// @throws PatternSyntaxException when the expression cannot be read, with where and why
    LineTest test() {
        if (regex) {
            int flags = matchCase ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
            return new RegexTest(Pattern.compile(text, flags));
        }
        return matchCase || !hasForeignCase()
                ? new PlainTest(text, matchCase)
                : new RegexTest(
                        Pattern.compile(text, Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    private boolean hasForeignCase() {
        return text.codePoints().anyMatch(c -> c > 127 && Character.toLowerCase(c) != Character.toUpperCase(c));
    }
}
