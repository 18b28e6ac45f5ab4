package org.zhengshu.kernel.soap;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.WebServiceContext;
import jakarta.xml.ws.WebServiceProvider;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.headers.Header;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.w3c.dom.Element;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.identity.boundary.CallerKind;
import org.zhengshu.identity.boundary.SystemCredentials;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Proxies;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.SeenMessages;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.kernel.boundary.TypedXml;

/** A SOAP service (SOAP 接口): reads the Body's child, calls the boundary, answers with a receipt. */
public abstract class SoapDoor implements Provider<Source> {
    @Inject private Answers answers;
    @Inject private SystemCredentials systems;
    @Inject private SeenMessages seen;
    @Inject private UsernameTokens tokens;
    @Inject private Contracts contracts;
    @Inject private Settings settings;
    @Inject private Proxies proxies;
    @Inject private Clock clock;
    @Resource private WebServiceContext context;

    /** The service's target namespace. */
    public abstract String namespace();

    /** The service's operations, in the order of its WSDL. */
    public abstract List<SoapOperation<?>> operations();

    /** True when the items of a row are elements of their own names. */
    protected boolean typed() {
        return false;
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
        Optional<Addressing> addressing = Optional.empty();
        Problem refusal = null;
        try {
            addressing = Addressing.of(message);
            actor = caller(message);
            addressing.ifPresent(a -> a.check(address(message), actions()));
        } catch (RuntimeException e) {
            refusal = Problems.of(e);
        }
        Call call = SoapCalls.begin(message, proxies, actor);
        if (actor.kind() != Actor.Kind.NOBODY) {
            call.note("authentication", kind(message));
        }
        SoapRenderer renderer = new SoapRenderer(namespace());
        Answer answer =
                refusal == null
                        ? answers.answer(
                                call,
                                () -> {
                                    SoapCalls.checkSize(message);
                                    return perform(Envelope.payload(message), renderer);
                                },
                                renderer)
                        : answers.refuse(call, refusal, renderer);
        addHeaders(answer, call, addressing, renderer.operation);
        SoapCalls.answer(message, call);
        if (answer.problem().isPresent()) {
            throw fault(message, answer, answer.problem().get());
        }
        SoapGate.parts(message).add(renderer.files);
        return new StreamSource(new ByteArrayInputStream(answer.message().bytes()));
    }

    private static CallerKind kind(org.apache.cxf.message.Message message) {
        return SoapGate.isToken(SoapGate.request(message))
                ? CallerKind.USERNAME_TOKEN
                : CallerKind.WS_SECURITY;
    }

    private Actor caller(org.apache.cxf.message.Message message) {
        if (SoapGate.isToken(SoapGate.request(message))) {
            return tokens.caller(message);
        }
        Instant latest = clock.instant().minus(settings.soap().ahead());
        Optional<SignedMessage> signed = SignedMessage.of(message, latest);
        if (signed.isEmpty()) {
            return Actor.NOBODY;
        }
        Actor actor = systems.byCertificate(signed.get().signer());
        refuseSeen(signed.get());
        return actor;
    }

    private static SOAPFaultException fault(
            org.apache.cxf.message.Message message, Answer answer, ProblemView problem) {
        message.getExchange().put(ProblemView.class, problem);
        EnvelopeVersion version = EnvelopeVersion.of(((SoapMessage) message).getVersion());
        return SoapFaults.of(version, problem, answer.message().bytes());
    }

    /** Where the caller sees this service. */
    private String address(org.apache.cxf.message.Message message) {
        HttpServletRequest request = SoapGate.request(message);
        Object asked = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        return contracts.base(request) + (asked == null ? request.getRequestURI() : asked);
    }

    /** The actions of WS-Addressing, by the default pattern of its Metadata 1.0, 4.4.4. */
    private Set<String> actions() {
        return operations().stream()
                .map(o -> action(o.name() + "Request"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String action(String message) {
        return namespace() + ":" + service() + ":" + message;
    }

    /** The service's name, which its port type has too. */
    protected String service() {
        return getClass().getAnnotation(WebServiceProvider.class).serviceName();
    }

    private void refuseSeen(SignedMessage signed) {
        if (!seen.isNew(signed.digest(), settings.soap().remembered())) {
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
        Object input = XmlReader.read(wrapper, operation.input());
        SoapCalls.repeatable(wrapper, input);
        return operation.invoke(input);
    }

    private Problem unknown(Element wrapper) {
        return XmlReader.malformed(
                "Body/" + Envelope.shown(wrapper.getNodeName()),
                "该服务没有此操作，命名空间须为 " + namespace(),
                "this service has no such operation; its namespace is " + namespace());
    }

    private void addHeaders(
            Answer answer, Call call, Optional<Addressing> addressing, String operation) {
        List<Header> headers = new ArrayList<>(SoapFaults.receipt(answer.receipt()));
        if (call.deprecation() != null) {
            headers.add(SoapFaults.deprecation(call.deprecation()));
        }
        addressing.ifPresent(
                a ->
                        headers.addAll(
                                a.answer(
                                        answer.problem().isEmpty()
                                                ? action(operation + "Response")
                                                : a.faultAction())));
        if (!headers.isEmpty()) {
            context.getMessageContext().put(Header.HEADER_LIST, headers);
        }
    }

    /** Writes answers as the wrapper element, problems as the fault's detail. */
    private final class SoapRenderer implements Renderer {
        private final String namespace;
        private String operation = "unknown";
        private List<byte[]> files = List.of();

        SoapRenderer(String namespace) {
            this.namespace = namespace;
        }

        @Override
        public Message answer(Object view) {
            if (typed()) {
                return TypedXml.message(operation + "Response", namespace, view);
            }
            CanonicalXml xml = new CanonicalXml(operation + "Response", namespace, view);
            files = xml.files();
            return xml.message();
        }

        @Override
        public Message problem(ProblemView problem) {
            return SoapFaults.render(problem);
        }
    }
}
