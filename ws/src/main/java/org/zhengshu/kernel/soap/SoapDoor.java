package org.zhengshu.kernel.soap;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.WebServiceContext;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.headers.Header;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.w3c.dom.Element;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.identity.boundary.Authentication;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.SeenMessages;

/** A SOAP service (SOAP 接口): reads the Body's child, calls the boundary, answers with a receipt. */
public abstract class SoapDoor implements Provider<Source> {
    @Inject private Answers answers;
    @Inject private Authentication authentication;
    @Inject private SeenMessages seen;
    @Resource private WebServiceContext context;

    /** The service's target namespace. */
    public abstract String namespace();

    /** The service's operations, in the order of its WSDL. */
    public abstract List<SoapOperation<?>> operations();

    /** The answer as the Body's child. */
    protected Message rendered(String element, String namespace, Object view) {
        return CanonicalXml.message(element, namespace, view);
    }

    /** Namespace of the call that is being served. */
    protected static String calledNamespace() {
        String namespace =
                Envelope.payload(PhaseInterceptorChain.getCurrentMessage()).getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    /** The request that carries the call being served. */
    protected static HttpServletRequest request() {
        return SoapGate.request(PhaseInterceptorChain.getCurrentMessage());
    }

    @Override
    public Source invoke(Source payload) {
        org.apache.cxf.message.Message message = PhaseInterceptorChain.getCurrentMessage();
        Actor actor = Actor.NOBODY;
        Problem refusal = null;
        try {
            Optional<SignedMessage> signed = SignedMessage.of(message);
            if (signed.isPresent()) {
                actor = authentication.byCertificate(signed.get().signer());
                refuseSeen(signed.get());
            }
        } catch (RuntimeException e) {
            refusal = Problems.of(e);
        }
        Language language = MessageSecurity.language(message);
        Call call = new Call(Call.newTrace(), Call.Door.SOAP, actor, language);
        SoapRenderer renderer = new SoapRenderer(namespace());
        Answer answer =
                refusal == null
                        ? answers.answer(
                                call, () -> perform(Envelope.payload(message), renderer), renderer)
                        : answers.refuse(call, refusal, renderer);
        addReceipt(answer);
        if (answer.problem().isPresent()) {
            throw SoapFaults.of(answer.problem().get(), answer.message().bytes());
        }
        return new StreamSource(new ByteArrayInputStream(answer.message().bytes()));
    }

    private void refuseSeen(SignedMessage signed) {
        if (!seen.isNew(signed.digest(), MessageSecurity.REMEMBERED)) {
            throw ProblemType.MESSAGE_REPLAYED.because(
                    "每次调用须重新生成时间戳并签名", "make and sign a new Timestamp for each call");
        }
    }

    private Object perform(Element wrapper, SoapRenderer renderer) {
        SoapOperation<?> operation =
                operations().stream()
                        .filter(o -> o.name().equals(wrapper.getLocalName()))
                        .filter(o -> namespace().equals(wrapper.getNamespaceURI()))
                        .findFirst()
                        .orElseThrow(() -> unknown(wrapper));
        renderer.operation = operation.name();
        return operation.invoke(XmlReader.read(wrapper, operation.input()));
    }

    private Problem unknown(Element wrapper) {
        return XmlReader.malformed(
                "Body/" + Envelope.shown(wrapper.getNodeName()),
                "该服务没有此操作，命名空间须为 " + namespace(),
                "this service has no such operation; its namespace is " + namespace());
    }

    private void addReceipt(Answer answer) {
        if (answer.receipt().isEmpty()) {
            return;
        }
        context.getMessageContext().put(Header.HEADER_LIST, SoapFaults.receipt(answer.receipt()));
    }

    /** Writes answers as the wrapper element, problems as the fault's detail. */
    private final class SoapRenderer implements Renderer {
        private final String namespace;
        private String operation = "unknown";

        SoapRenderer(String namespace) {
            this.namespace = namespace;
        }

        @Override
        public Message answer(Object view) {
            return rendered(operation + "Response", namespace, view);
        }

        @Override
        public Message problem(ProblemView problem) {
            return SoapFaults.render(problem);
        }
    }
}
