package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.w3c.dom.Element;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.Proxies;

/** Refuses messages that no door has answered (未达服务的拒绝), with an entry of each. */
@ApplicationScoped
public class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class.getName());

    @Inject private Answers answers;
    @Inject private Proxies proxies;

    /** The refusal; it says to which message it belongs, where the caller gave that an id. */
    Reply refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            List<Element> headers,
            Problem problem) {
        Call call = SoapCalls.begin(request, proxies, Actor.NOBODY);
        Answer answer = answers.refuse(call, problem, FaultRenderer.INSTANCE);
        call.headers().forEach(response::setHeader);
        List<HeaderBlock> blocks = new ArrayList<>(HeaderBlock.receipt(answer.receipt()));
        try {
            Addressing.of(headers).ifPresent(a -> blocks.addAll(a.answer(a.faultAction())));
        } catch (Problem unclear) {
            LOG.log(Level.FINE, "no relation", unclear);
        }
        return new Reply(answer, blocks);
    }
}
