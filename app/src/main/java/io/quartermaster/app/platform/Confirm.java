package io.quartermaster.app.platform;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a person is asked before something that cannot simply be undone. All texts are in the person's language.
///
/// @param title       the question, a sentence: "Delete job settle-eod?"
/// @param consequence what will happen, and what will not
/// @param object      the full name of what it happens to
/// @param environment where it happens; shown as a badge
/// @param verb        the word on the button that does it: "Delete". Never "OK"
/// @param because     told why, before the deed, where the audit keeps a reason: null when the person gave none. Null
///                    itself where no reason is kept, and then none is asked for
/// @param forGood     whether it can never be taken back: then, in production, the name must be typed, and a reason
///                    given where one is kept
public record Confirm(
        String title,
        String consequence,
        String object,
        Environment environment,
        String verb,
        @Nullable Consumer<@Nullable String> because,
        boolean forGood) {

    public Confirm(String title, String consequence, String object, Environment environment, String verb) {
        this(title, consequence, object, environment, verb, null, false);
    }

    /// Asks for a reason too; it may be left empty.
    public Confirm askingWhy(Consumer<@Nullable String> listener) {
        return new Confirm(title, consequence, object, environment, verb, listener, forGood);
    }

    /// It can never be taken back.
    public Confirm asIrreversible() {
        return new Confirm(title, consequence, object, environment, verb, because, true);
    }

    /// Whether a click is not enough.
    public boolean wantsTheName() {
        return forGood && environment == Environment.PROD;
    }
}
