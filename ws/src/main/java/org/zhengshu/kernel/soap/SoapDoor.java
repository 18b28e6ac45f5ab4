package org.zhengshu.kernel.soap;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.WebServiceContext;
import jakarta.xml.ws.WebServiceProvider;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import org.apache.cxf.headers.Header;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.w3c.dom.Element;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.identity.boundary.CallerKind;
import org.zhengshu.identity.boundary.SystemCredentials.Known;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Proxies;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.TypedXml;

/** A SOAP service (SOAP 接口): reads the Body's child, calls the boundary, answers with a receipt. */
public abstract class SoapDoor implements Provider<Source> {
    @Inject private Answers answers;
    @Inject private Contracts contracts;
    @Inject private Proxies proxies;
    @Resource private WebServiceContext context;

    /** The service's target namespace. */
    public abstract String namespace();

    /** The service's operations, in the order of its WSDL. */
    public abstract List<SoapOperation<?>> operations();

    /** True when the items of a row are elements of their own names. */
    protected boolean typed() {
        return false;
    }

    /** Namespace of what is called; a door of many services knows it by the call only. */
    protected String namespace(Received message) {
        return namespace();
    }

    /** What may be called; a door of many services knows it by the call only. */
    protected List<SoapOperation<?>> operations(Received message) {
        return operations();
    }

    /** A message at an open address, as CXF hands it on: nobody says who calls. */
    @Override
    public Source invoke(Source payload) {
        org.apache.cxf.message.Message message = PhaseInterceptorChain.getCurrentMessage();
        Received received = CxfMessage.received(message);
        Reply reply = serve(received, CallerKind.WS_SECURITY, () -> Known.NOBODY);
        if (!reply.headers().isEmpty()) {
            context.getMessageContext()
                    .put(Header.HEADER_LIST, CxfMessage.headers(reply.headers()));
        }
        byte[] bytes = reply.answer().message().bytes();
        if (reply.answer().problem().isPresent()) {
            ProblemView problem = reply.answer().problem().get();
            message.getExchange().put(ProblemView.class, problem);
            throw SoapFaults.of(received.version(), problem, bytes);
        }
        return new StreamSource(new ByteArrayInputStream(bytes));
    }

    /**
     * The answer to a message.
     *
     * @param kind how the caller shows who he is, where he does
     * @param caller who he is, or the problem that he did not show it
     */
    Reply serve(Received message, CallerKind kind, Supplier<Known> caller) {
        Known known = Known.NOBODY;
        Optional<Addressing> addressing = Optional.empty();
        Problem refusal = null;
        try {
            addressing = Addressing.of(message.headers());
            known = caller.get();
            addressing.ifPresent(a -> a.check(address(message), actions(message)));
        } catch (RuntimeException e) {
            refusal = Problems.of(e);
        }
        Call call = SoapCalls.begin(message.request(), proxies, known.actor());
        known.assumed().ifPresent(call::assumed);
        if (known.actor().kind() != Actor.Kind.NOBODY) {
            call.note("authentication", kind);
        }
        if (operation(message).filter(SoapOperation::reading).isPresent()) {
            call.reading();
        }
        SoapRenderer renderer = new SoapRenderer(namespace(message));
        Answer answer =
                refusal == null
                        ? answers.answer(call, () -> perform(message, renderer), renderer)
                        : answers.refuse(call, refusal, renderer);
        call.headers().forEach(message.response()::setHeader);
        if (answer.problem().isEmpty()) {
            SoapGate.parts(message.request()).add(renderer.files);
        }
        return new Reply(answer, headers(message, answer, call, addressing, renderer.operation));
    }

    /** Where the caller sees this service. */
    private String address(Received message) {
        return contracts.base(message.request()) + message.request().getRequestURI();
    }

    /** The actions of WS-Addressing, by the default pattern of its Metadata 1.0, 4.4.4. */
    private Set<String> actions(Received message) {
        return operations(message).stream()
                .map(o -> action(message, o.name() + "Request"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String action(Received message, String name) {
        return namespace(message) + ":" + service() + ":" + name;
    }

    /** The service's name, which its port type has too. */
    protected String service() {
        return getClass().getAnnotation(WebServiceProvider.class).serviceName();
    }

    private Object perform(Received message, SoapRenderer renderer) {
        SoapCalls.checkSize(message.request());
        Element wrapper = message.payload();
        SoapOperation<?> operation =
                operation(message).orElseThrow(() -> unknown(wrapper, renderer.namespace));
        renderer.operation = operation.name();
        Object input = XmlReader.read(wrapper, operation.input());
        SoapCalls.repeatable(message, input);
        return operation.invoke(input);
    }

    private Optional<SoapOperation<?>> operation(Received message) {
        Element wrapper = message.payload();
        String namespace = namespace(message);
        for (SoapOperation<?> operation : operations(message)) {
            if (operation.name().equals(wrapper.getLocalName())
                    && namespace.equals(wrapper.getNamespaceURI())) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }

    private static Problem unknown(Element wrapper, String namespace) {
        return XmlReader.malformed(
                "Body/" + Envelope.shown(wrapper.getNodeName()),
                "该服务没有此操作，命名空间须为 " + namespace,
                "this service has no such operation; its namespace is " + namespace);
    }

    private List<HeaderBlock> headers(
            Received message,
            Answer answer,
            Call call,
            Optional<Addressing> addressing,
            String operation) {
        List<HeaderBlock> headers = new ArrayList<>(HeaderBlock.receipt(answer.receipt()));
        if (call.deprecation() != null) {
            headers.add(HeaderBlock.deprecation(call.deprecation()));
        }
        addressing.ifPresent(
                a ->
                        headers.addAll(
                                a.answer(
                                        answer.problem().isEmpty()
                                                ? action(message, operation + "Response")
                                                : a.faultAction())));
        return headers;
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
