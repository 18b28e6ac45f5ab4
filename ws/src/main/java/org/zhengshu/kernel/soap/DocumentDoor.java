package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.function.Function;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.identity.boundary.Authentication;
import org.zhengshu.identity.boundary.SystemCredentials;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Renderer;

/**
 * Gives a document to whoever reads it by GET (文件读取): who asks is known by a client certificate or
 * a session's token, since there is no message to sign; the receipt goes in headers as over REST.
 */
@ApplicationScoped
public class DocumentDoor {
    private static final String BEARER = "Bearer ";

    @Inject private Answers answers;
    @Inject private Authentication authentication;
    @Inject private SystemCredentials systems;
    @Inject private Contracts contracts;

    /** Writes the document for the address that the caller used, or the problem as XML. */
    public void write(
            HttpServletRequest request,
            HttpServletResponse response,
            Function<String, String> document)
            throws IOException {
        Call call = new Call(Call.newTrace(), Call.Door.SOAP, Actor.NOBODY, language(request));
        Answer answer;
        try {
            Actor actor = actor(request);
            call = new Call(call.trace(), Call.Door.SOAP, actor, call.language());
            String address = contracts.base(request) + request.getRequestURI();
            answer = answers.answer(call, () -> document.apply(address), Document.INSTANCE);
        } catch (Problem unknownCaller) {
            answer = answers.refuse(call, unknownCaller, Document.INSTANCE);
        }
        int status = answer.problem().map(ProblemView::status).orElse(200);
        response.setStatus(status);
        response.setContentType("text/xml;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Zhengshu-Trace", call.trace());
        if (status == ProblemType.NOT_AUTHENTICATED.status()) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (!answer.receipt().isEmpty()) {
            response.setHeader("Zhengshu-Receipt", answer.receipt());
        }
        answer.entry().ifPresent(id -> response.setHeader("Zhengshu-Receipt-Id", id.toString()));
        response.getOutputStream().write(answer.message().bytes());
    }

    private Actor actor(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return authentication.byToken(authorization.substring(BEARER.length()));
        }
        Object certificates = request.getAttribute("jakarta.servlet.request.X509Certificate");
        return certificates instanceof X509Certificate[] chain && chain.length > 0
                ? systems.byCertificate(chain[0])
                : Actor.NOBODY;
    }

    private static Language language(HttpServletRequest request) {
        String wished = request.getHeader("Accept-Language");
        return wished == null
                ? Language.CHINESE
                : Language.of(Locale.forLanguageTag(wished.split("[,;]", 2)[0].strip()));
    }

    /** The text itself is the body. */
    private enum Document implements Renderer {
        INSTANCE;

        @Override
        public Message answer(Object view) {
            return new Message(view.toString().getBytes(StandardCharsets.UTF_8), Message.BODY);
        }

        @Override
        public Message problem(ProblemView problem) {
            return new Message(SoapFaults.render(problem).bytes(), Message.BODY);
        }
    }
}
