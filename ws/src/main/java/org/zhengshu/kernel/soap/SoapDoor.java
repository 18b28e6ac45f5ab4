package org.zhengshu.kernel.soap;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.WebServiceContext;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.headers.Header;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
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
import org.zhengshu.kernel.boundary.Renderer;

/** A SOAP service (SOAP 接口): reads the Body's child, calls the boundary, answers with a receipt. */
public abstract class SoapDoor implements Provider<Source> {
    @Inject private Answers answers;
    @Inject private Authentication authentication;
    @Resource private WebServiceContext context;

    /** The service's target namespace. */
    public abstract String namespace();

    /** The service's operations, in the order of its WSDL. */
    public abstract List<SoapOperation<?>> operations();

    @Override
    public Source invoke(Source payload) {
        Actor actor = Actor.NOBODY;
        Problem refusal = null;
        try {
            actor = actor();
        } catch (Problem unknown) {
            refusal = unknown;
        }
        Call call = new Call(Call.newTrace(), Call.Door.SOAP, actor, language());
        SoapRenderer renderer = new SoapRenderer(namespace());
        Answer answer =
                refusal == null
                        ? answers.answer(call, () -> perform(payload, renderer), renderer)
                        : answers.refuse(call, refusal, renderer);
        addReceipt(answer);
        if (answer.problem().isPresent()) {
            throw SoapFaults.of(answer.problem().get(), answer.message().bytes());
        }
        return new StreamSource(new ByteArrayInputStream(answer.message().bytes()));
    }

    private Object perform(Source payload, SoapRenderer renderer) {
        Element wrapper = renderer.wrapper(payload);
        SoapOperation<?> operation =
                operations().stream()
                        .filter(o -> o.name().equals(wrapper.getLocalName()))
                        .filter(o -> namespace().equals(wrapper.getNamespaceURI()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        ProblemType.MALFORMED.because(
                                                "该服务没有操作 " + wrapper.getNodeName(),
                                                "this service has no operation "
                                                        + wrapper.getNodeName()));
        renderer.operation = operation.name();
        return operation.invoke(XmlReader.read(wrapper, operation.input()));
    }

    private static Element element(Source payload) {
        if (payload == null) {
            throw ProblemType.MALFORMED.because("Body 为空", "the Body is empty");
        }
        try {
            DOMResult result = new DOMResult();
            TransformerFactory.newDefaultInstance().newTransformer().transform(payload, result);
            Node node = result.getNode();
            return node instanceof Document document
                    ? document.getDocumentElement()
                    : (Element) node;
        } catch (TransformerException e) {
            throw ProblemType.MALFORMED.because("XML 无法解析", "the XML cannot be parsed");
        }
    }

    private Actor actor() {
        return MessageSecurity.signer(PhaseInterceptorChain.getCurrentMessage())
                .map(authentication::byCertificate)
                .orElse(Actor.NOBODY);
    }

    private static Language language() {
        return MessageSecurity.language(PhaseInterceptorChain.getCurrentMessage());
    }

    private void addReceipt(Answer answer) {
        if (answer.receipt().isEmpty()) {
            return;
        }
        List<Header> headers = new ArrayList<>();
        headers.add(SoapFaults.receipt(answer.receipt()));
        context.getMessageContext().put(Header.HEADER_LIST, headers);
    }

    /** Writes answers as the wrapper element, problems as the fault's detail. */
    private static final class SoapRenderer implements Renderer {
        private final String namespace;
        private String operation = "unknown";
        private Element wrapper;

        SoapRenderer(String namespace) {
            this.namespace = namespace;
        }

        /** The Body's child, read once: a call may be tried again. */
        Element wrapper(Source payload) {
            if (wrapper == null) {
                wrapper = element(payload);
            }
            return wrapper;
        }

        @Override
        public Message answer(Object view) {
            return CanonicalXml.message(operation + "Response", namespace, view);
        }

        @Override
        public Message problem(ProblemView problem) {
            return SoapFaults.render(problem);
        }
    }
}
