package io.quartermaster.client.handler;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.model.JobExecuteContext;

/// The handler of a simple job, or of one of its steps or shards. Called by many threads at once.
///
/// A firing may reach an application twice when a server fails over, so the work must be idempotent.
///
/// ```java
/// final class CutOver implements ISimpleJobHandler {
///     public String getName() { return "cutOver"; }
///     public ThreadPoolExecutor getThreadPool() { return null; }
///     public ClientCommonResult handle(JobExecuteContext context) {
///         ledger.cutOver(context.getSharding());
///         return ClientCommonResult.buildSuccessResult();
///     }
/// }
/// ```
public interface ISimpleJobHandler extends IJobHandler {
    /// Does the work of one firing.
    ///
    /// @return what is reported for a CALLBACK job; for a ONEWAY job it is not looked at
    /// @throws Exception reported as a failure with its class and message; its stack trace goes to the client's own log
    ClientCommonResult handle(JobExecuteContext context) throws Exception;
}
