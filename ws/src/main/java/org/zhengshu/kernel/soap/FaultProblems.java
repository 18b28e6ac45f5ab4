package org.zhengshu.kernel.soap;

import jakarta.enterprise.inject.spi.CDI;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Problem;
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
        if (hasProblem(fault)) {
            return;
        }
        Message received = message.getExchange().getInMessage();
        Problem problem = FaultCause.problem(fault, received);
        Call call = SoapCalls.begin(received, Actor.NOBODY, MessageSecurity.language(received));
        Answer answer =
                CDI.current()
                        .select(Answers.class)
                        .get()
                        .refuse(call, problem, FaultRenderer.INSTANCE);
        SoapCalls.answer(received, call);
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
        message.getHeaders().addAll(SoapFaults.receipt(answer.receipt()));
    }

    private static boolean hasProblem(Fault fault) {
        Element detail = fault.getDetail();
        return detail != null
                && detail.getElementsByTagNameNS(SoapFaults.NAMESPACE, SoapFaults.ELEMENT)
                                .getLength()
                        > 0;
    }

    private static Element detail(byte[] problem) {
        Document document = SoapFaults.newDocument();
        Element detail = document.createElement("detail");
        document.appendChild(detail);
        detail.appendChild(document.importNode(SoapFaults.element(problem), true));
        return detail;
    }
}
