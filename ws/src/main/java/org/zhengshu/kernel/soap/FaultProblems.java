package org.zhengshu.kernel.soap;

import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.helpers.CastUtils;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;

/**
 * Gives every fault that CXF raised before our code the form of a problem (前置拒绝), with its entry in
 * the log; our own faults pass.
 */
public class FaultProblems extends AbstractSoapInterceptor {
    public FaultProblems() {
        super(Phase.PREPARE_SEND);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        if (!(message.getContent(Exception.class) instanceof Fault fault)) {
            return;
        }
        EnvelopeVersion version = EnvelopeVersion.of(message.getVersion());
        Object rendered = message.getExchange().get(ProblemView.class);
        if (rendered instanceof ProblemView view) {
            http(message, fault, version, view);
            return;
        }
        Message received = message.getExchange().getInMessage();
        Problem problem = FaultCause.problem(fault, received);
        Reply reply =
                CDI.current()
                        .select(Refusals.class)
                        .get()
                        .refuse(
                                CxfMessage.request(received),
                                CxfMessage.response(received),
                                CxfMessage.headers(received),
                                problem);
        ProblemView view = reply.answer().problem().orElseThrow();
        fault.setFaultCode(version.faultCode(problem.type()));
        fault.setMessage(SoapFaults.text(view));
        if (fault instanceof SoapFault soapFault) {
            soapFault.setSubCodes(null);
        }
        fault.setDetail(detail(reply.answer().message().bytes()));
        message.getHeaders().addAll(CxfMessage.headers(reply.headers()));
        http(message, fault, version, view);
    }

    /** True for what is over by itself; of limits the call has the header with its own time. */
    static boolean passes(ProblemType type) {
        return type.status() == ProblemType.BUSY.status();
    }

    private static void http(
            SoapMessage message, Fault fault, EnvelopeVersion version, ProblemView view) {
        ProblemType type = ProblemType.of(view.code());
        fault.setStatusCode(version.status(type));
        if (passes(type)) {
            Map<String, List<String>> headers =
                    CastUtils.cast((Map<?, ?>) message.get(Message.PROTOCOL_HEADERS));
            Map<String, List<String>> all = headers == null ? new TreeMap<>() : headers;
            all.put("Retry-After", List.of(Integer.toString(type.retryAfter())));
            message.put(Message.PROTOCOL_HEADERS, all);
        }
    }

    private static Element detail(byte[] problem) {
        Document document = SoapFaults.newDocument();
        Element detail = document.createElement("detail");
        document.appendChild(detail);
        detail.appendChild(document.importNode(SoapFaults.element(problem), true));
        return detail;
    }
}
