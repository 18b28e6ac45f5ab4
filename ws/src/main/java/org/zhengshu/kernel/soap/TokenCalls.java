package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Problems;

/**
 * Calls at the token addresses (令牌地址的调用): from the gate straight to the door and back, since there
 * is nothing in them to verify that needs CXF.
 */
@ApplicationScoped
public class TokenCalls {
    @Inject private Refusals refusals;

    /** Writes the door's answer to the message; whatever fails is a fault with its entry. */
    void answer(SoapDoor door, Received message) throws IOException {
        Reply reply = reply(door, message);
        HttpServletResponse response = message.response();
        reply.answer().problem().ifPresent(problem -> fault(message, problem));
        byte[] envelope = Envelope.of(message.version(), reply);
        response.setContentType(message.version().contentType() + ";charset=UTF-8");
        response.setContentLength(envelope.length);
        response.getOutputStream().write(envelope);
    }

    private Reply reply(SoapDoor door, Received message) {
        try {
            Understood.require(message);
            return door.serve(message);
        } catch (RuntimeException | Error e) {
            return refusals.refuse(
                    message.request(), message.response(), message.headers(), Problems.of(e));
        }
    }

    private static void fault(Received message, ProblemView problem) {
        ProblemType type = ProblemType.of(problem.code());
        message.response().setStatus(message.version().status(type));
        if (FaultProblems.passes(type)) {
            message.response().setIntHeader("Retry-After", type.retryAfter());
        }
    }
}
