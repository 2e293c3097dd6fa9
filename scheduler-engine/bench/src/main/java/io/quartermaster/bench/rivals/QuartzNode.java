package io.quartermaster.bench.rivals;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// One node of a Quartz cluster as a process. It ends when its standard input does.
@Command(name = "quartz-node")
public final class QuartzNode implements Callable<Integer> {
    private static final int LOG_CONNECTIONS = 16;

    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Option(names = "--trap", description = "Quartz's defaults behind a pool that never blocks")
    private boolean trap;

    public static void main(String[] arguments) {
        RivalTeam.quiet();
        System.exit(new CommandLine(new QuartzNode()).execute(arguments));
    }

    @Override
    public Integer call() throws SchedulerException, IOException {
        try (FiredLog log = new FiredLog(FiredLog.pool(options.url, options.user, LOG_CONNECTIONS), options.node)) {
            Scheduler scheduler = trap
                    ? QuartzStore.trapped(options.url, options.user, options.node)
                    : QuartzStore.tuned(options.url, options.user, options.node, options.threads);
            scheduler.getContext().put(QuartzWork.WORK, new RivalWork(log, InstantSource.system()));
            scheduler.start();
            System.out.println(RivalTeam.READY);
            System.in.transferTo(OutputStream.nullOutputStream());
            scheduler.shutdown();
        }
        return CommandLine.ExitCode.OK;
    }
}
