package org.zhengshu.kernel.rest;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.atomic.AtomicReference;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;

/** Takes each resource method through {@link Answers}, so that its answer has a receipt. */
@Answered
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class AnsweredInterceptor {
    @Inject private Answers answers;
    @Inject private Outgoing outgoing;

    @AroundInvoke
    public Object answer(InvocationContext context) throws Exception {
        AtomicReference<Object> view = new AtomicReference<>();
        Answer answer =
                answers.answer(
                        outgoing.call(),
                        () -> {
                            view.set(context.proceed());
                            return view.get();
                        },
                        outgoing.renderer());
        if (answer.problem().isPresent()) {
            outgoing.answered(answer.problem().get(), answer);
            throw new RefusedException();
        }
        if (outgoing.call().headers().containsKey("Idempotent-Replayed")) {
            outgoing.answered(answer, answer);
            throw new ReplayedException(answer);
        }
        outgoing.answered(view.get(), answer);
        return view.get();
    }
}
