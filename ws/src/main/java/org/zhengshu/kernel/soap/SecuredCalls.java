package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.zhengshu.identity.boundary.CallerKind;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Problems;

/**
 * Calls that show who makes them, by token or by signature (须鉴别的调用): from the gate straight to the
 * door and back, since nothing in between needs CXF.
 */
@ApplicationScoped
public class SecuredCalls {
    @Inject private UsernameTokens tokens;
    @Inject private MessageSignatures signatures;
    @Inject private AnswerSignature signature;
    @Inject private Refusals refusals;

    /** Writes the door's answer to the message; whatever fails is a fault with its entry. */
    void answer(Services.Addressed service, Received message) throws IOException {
        HttpServletResponse response = message.response();
        byte[] envelope = envelope(message, reply(service, message));
        if (service.shown() == Services.Shown.SIGNATURE) {
            envelope = signed(message, envelope);
        }
        response.setContentType(message.version().contentType() + ";charset=UTF-8");
        response.setContentLength(envelope.length);
        response.getOutputStream().write(envelope);
    }

    private static byte[] envelope(Received message, Reply reply) {
        reply.answer().problem().ifPresent(problem -> fault(message, problem));
        return Envelope.of(message.version(), reply);
    }

    /** Where the node cannot sign, it says so without a signature. */
    private byte[] signed(Received message, byte[] envelope) {
        try {
            return signature.sign(envelope);
        } catch (RuntimeException e) {
            return envelope(message, refused(message, e));
        }
    }

    private Reply refused(Received message, Throwable cause) {
        return refusals.refuse(
                message.request(), message.response(), message.headers(), Problems.of(cause));
    }

    private Reply reply(Services.Addressed service, Received message) {
        try {
            Understood.require(message);
            return service.shown() == Services.Shown.SIGNATURE
                    ? service.door()
                            .serve(
                                    message,
                                    CallerKind.WS_SECURITY,
                                    () -> signatures.caller(message))
                    : service.door()
                            .serve(
                                    message,
                                    CallerKind.USERNAME_TOKEN,
                                    () -> tokens.caller(message));
        } catch (RuntimeException | Error e) {
            return refused(message, e);
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
