package org.zhengshu.kernel.soap;

import jakarta.enterprise.inject.spi.CDI;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Renderer;

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
        if (hasProblem(fault)) {
            return;
        }
        Problem problem = problem(fault, message.getExchange().getInMessage());
        Call call =
                new Call(
                        Call.newTrace(),
                        Call.Door.SOAP,
                        Actor.NOBODY,
                        MessageSecurity.language(message.getExchange().getInMessage()));
        Answer answer =
                CDI.current()
                        .select(Answers.class)
                        .get()
                        .refuse(call, problem, new FaultRenderer());
        ProblemView view = answer.problem().orElseThrow();
        fault.setFaultCode(
                problem.type().callersFault()
                        ? message.getVersion().getSender()
                        : message.getVersion().getReceiver());
        fault.setMessage(SoapFaults.text(view));
        if (fault instanceof SoapFault soapFault) {
            soapFault.setSubCode(null);
        }
        fault.setDetail(detail(answer.message().bytes()));
        if (!answer.receipt().isEmpty()) {
            message.getHeaders().add(SoapFaults.receipt(answer.receipt()));
        }
    }

    private static boolean hasProblem(Fault fault) {
        Element detail = fault.getDetail();
        return detail != null
                && detail.getElementsByTagNameNS(SoapFaults.NAMESPACE, SoapFaults.ELEMENT)
                                .getLength()
                        > 0;
    }

    private static Problem problem(Fault fault, Message received) {
        for (Throwable t = fault; t != null; t = t.getCause()) {
            if (t instanceof Problem own) {
                return own;
            }
            if (t instanceof WSSecurityException) {
                return security(t.getMessage(), received);
            }
        }
        String text = String.valueOf(fault.getMessage());
        if (text.contains("policy") || text.contains("Policy") || text.contains("ecurity")) {
            return security(text, received);
        }
        if (isCallersFault(fault)) {
            return ProblemType.MALFORMED.because(
                    "SOAP 报文无法读取，请检查 XML 格式、信封与大小限制",
                    "the SOAP message cannot be read; check the XML, the envelope and the size limits");
        }
        return org.zhengshu.kernel.boundary.Problems.of(fault);
    }

    private static boolean isCallersFault(Fault fault) {
        if (fault.getFaultCode() != null && "Client".equals(fault.getFaultCode().getLocalPart())
                || fault.getFaultCode() != null
                        && "Sender".equals(fault.getFaultCode().getLocalPart())) {
            return true;
        }
        for (Throwable t = fault; t != null; t = t.getCause()) {
            if (t instanceof javax.xml.stream.XMLStreamException
                    || t.getClass().getName().contains("DepthExceeded")
                    || t.getClass().getName().startsWith("com.ctc.wstx")) {
                return true;
            }
        }
        return fault.getStatusCode() >= 400 && fault.getStatusCode() < 500;
    }

    /** Without any security header nobody has said who calls; else the header is wrong. */
    private static Problem security(String reason, Message received) {
        if (received instanceof SoapMessage soap
                && soap.getHeaders().stream()
                        .noneMatch(h -> "Security".equals(h.getName().getLocalPart()))) {
            return ProblemType.NOT_AUTHENTICATED.because(
                    "请用已登记的证书按 WSDL 中的策略对报文签名（WS-Security X.509）",
                    "Sign the message with a registered certificate as the policy in the WSDL says (WS-Security X.509)");
        }
        return ProblemType.MESSAGE_SECURITY.because(
                "请检查：正文与时间戳已用登记的证书签名（rsa-sha256）、时间戳未过期、报文未重复发送。原因：" + reason,
                "Check that Body and Timestamp are signed with the registered certificate (rsa-sha256), the"
                        + " Timestamp is fresh and the message was not sent before. Reason: "
                        + reason);
    }

    private static Element detail(byte[] problem) {
        Document document = SoapFaults.newDocument();
        Element detail = document.createElement("detail");
        document.appendChild(detail);
        detail.appendChild(document.importNode(SoapFaults.element(problem), true));
        return detail;
    }

    /** Writes only problems. */
    private static final class FaultRenderer implements Renderer {
        @Override
        public org.zhengshu.kernel.boundary.Message answer(Object view) {
            throw new IllegalStateException("a fault has no answer");
        }

        @Override
        public org.zhengshu.kernel.boundary.Message problem(ProblemView problem) {
            return SoapFaults.render(problem);
        }
    }
}
