package io.quartermaster.app.zones;

/// One line of the form: work for `from` goes to `to`. Either may be blank while it is being chosen. Immutable.
record Move(String from, String to) {
    boolean complete() {
        return !from.isBlank() && !to.isBlank();
    }
}
