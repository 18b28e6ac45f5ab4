package org.zhengshu.sample.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Renderer;

/** Acts on behalf of sample people like a door does: same checks, same entries in the log. */
@ApplicationScoped
public class SampleActs {
    @Inject private Answers answers;

    <T> T as(Actor actor, Callable<T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        Answer answer =
                answers.answer(
                        Call.internal(actor),
                        () -> {
                            result.set(work.call());
                            return result.get();
                        },
                        Renderer.NOTHING_LEAVES);
        answer.problem()
                .ifPresent(
                        p -> {
                            throw new IllegalStateException(
                                    p.code() + " " + p.detail() + " " + p.violations());
                        });
        return result.get();
    }
}
