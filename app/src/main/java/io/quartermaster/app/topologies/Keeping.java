package io.quartermaster.app.topologies;

/// Where the changes of a draft are. The texts know each by its name.
enum Keeping {
    SAVED,
    CHANGED,
    SAVING,
    /// Somebody else has saved it, or made another state of it.
    STALE,
    /// The database does not answer; tried again with every pulse.
    FAILED
}
