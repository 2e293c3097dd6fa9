package io.quartermaster.bench.link;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// Many clients in one process, whose handler does nothing: port, how many. It ends when its standard input does.
final class ManyClients {
    static final String HANDLER = "nothing";
    static final String KEY = "qm-bench";

    private ManyClients() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("logback.configurationFile", "io/quartermaster/server/logback-console.xml");
        List<SchedulerClient> clients = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            SchedulerClient client = SchedulerClient.builder()
                    .application("bench")
                    .instance("000001")
                    .accessKey(KEY)
                    .secret(KEY)
                    .server("127.0.0.1:" + arguments[0])
                    .handler(new Nothing())
                    .build();
            client.start();
            clients.add(client);
        }
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    /// On the thread that took the dispatch in: what is measured is the link.
    private static final class Nothing implements ISimpleJobHandler {
        @Override
        public String getName() {
            return HANDLER;
        }

        @Override
        public Executor getThreadPool() {
            return Runnable::run;
        }

        @Override
        public ClientCommonResult handle(JobExecuteContext context) {
            return ClientCommonResult.buildSuccessResult();
        }
    }
}
