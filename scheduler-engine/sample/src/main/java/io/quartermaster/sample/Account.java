package io.quartermaster.sample;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/// One of the made-up accounts: every branch has a thousand, and the same number always has the same balance.
// Immutable.
record Account(String branch, int number, BigDecimal balance) {
    static final int PER_BRANCH = 1_000;
    private static final BigDecimal DAILY_RATE = new BigDecimal("1.0001");

    /// The accounts of a branch from one number to another, both included.
    static List<Account> between(String branch, int first, int last) {
        return IntStream.rangeClosed(first, Math.min(last, PER_BRANCH))
                .mapToObj(number -> new Account(branch, number, BigDecimal.valueOf(number * 100L, 2)))
                .toList();
    }

    Account withInterest() {
        return new Account(branch, number, balance.multiply(DAILY_RATE));
    }
}
