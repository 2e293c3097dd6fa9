package io.quartermaster.client.model;

/// How far a chunk is, in whatever the handler counts. Confined to the thread that makes it.
///
/// ```java
/// Progress progress = new Progress();
/// progress.setTotal(accounts.count(range));
/// progress.setSucceed(accounts.countSettled(range));
/// return progress;
/// ```
public class Progress {
    private long total;
    private long succeed;

    public Progress() {}

    public Progress(long total, long succeed) {
        this.total = total;
        this.succeed = succeed;
    }

    public long getTotal() {
        return total;
    }

    /// How much there is to do.
    public void setTotal(long total) {
        this.total = total;
    }

    public long getSucceed() {
        return succeed;
    }

    /// How much of it is done.
    public void setSucceed(long succeed) {
        this.succeed = succeed;
    }

    @Override
    public String toString() {
        return succeed + " of " + total;
    }
}
