package org.zhengshu.kernel.rest;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.atomic.AtomicReference;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.FileView;
import org.zhengshu.kernel.boundary.Form;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.Tabular;

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
        if (context.getMethod().getDeclaringClass().getAnnotation(Answered.class).reading()) {
            outgoing.call().reading();
        }
        Answer answer =
                answers.answer(
                        outgoing.call(),
                        () -> {
                            view.set(context.proceed());
                            return view.get();
                        },
                        renderer(context.getMethod().getReturnType()));
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

    static Problem notAcceptable() {
        return ProblemType.NOT_ACCEPTABLE.because(
                "Accept 不含本接口的应答格式；各接口的格式见 /api/v1/openapi.json",
                "Accept has none of the forms of this answer; /api/v1/openapi.json has those of"
                        + " each call");
    }

    /** Tables leave as the caller likes best, everything else as JSON. */
    private Renderer renderer(Class<?> type) {
        if (!Tabular.class.isAssignableFrom(type)) {
            if (!outgoing.wishes().json() && type != FileView.class) {
                throw notAcceptable();
            }
            return outgoing.renderer();
        }
        Form form = outgoing.wishes().form().orElseThrow(AnsweredInterceptor::notAcceptable);
        return outgoing.render(new TableRenderer(outgoing.wishes(), form));
    }
}
