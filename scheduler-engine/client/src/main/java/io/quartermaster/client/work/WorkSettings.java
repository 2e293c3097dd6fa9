package io.quartermaster.client.work;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/// What holds for all work of a client. Immutable.
///
/// @param remoteExecute whether items may be processed on another machine than they are read on
/// @param progressEvery how often each running chunk is asked how far it is
/// @param largestReport bytes that one report may have
/// @param threads makes threads of the names given
public record WorkSettings(
        boolean remoteExecute, Duration progressEvery, int largestReport, Function<String, ThreadFactory> threads) {}
