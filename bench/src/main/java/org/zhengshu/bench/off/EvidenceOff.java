package org.zhengshu.bench.off;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.logging.MDC;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.audit.control.CallMetrics;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Reads;
import org.zhengshu.kernel.boundary.Renderer;

/**
 * The baseline of goal G1: the same call read in the same way with the same bytes, counted and
 * logged alike, but without entry, commit of the log, receipt, and the quota that the log's commit
 * counts. It is only in the archive that the benchmark assembles for itself.
 */
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
@ApplicationScoped
public class EvidenceOff extends Answers {
    private static final Logger LOG = Logger.getLogger("org.zhengshu.calls");

    @Inject private CallMetrics metrics;
    @Inject private Reads reads;

    @Override
    public Answer answer(Call call, Callable<?> useCase, Renderer renderer) {
        MDC.put("trace", call.trace());
        try {
            return call.run(() -> perform(call, useCase, renderer));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            MDC.remove("trace");
        }
    }

    private Answer perform(Call call, Callable<?> useCase, Renderer renderer) throws Exception {
        Message message = reads.run(call, () -> renderer.answer(useCase.call()));
        metrics.count(call, "answered");
        LOG.log(
                Level.INFO,
                "{0} {1} by {2} of {3}: {4}",
                new Object[] {
                    call.door(),
                    call.action(),
                    call.actor().id(),
                    call.actor().department(),
                    "answered"
                });
        return new Answer(message, Optional.empty(), "", Optional.empty());
    }
}
