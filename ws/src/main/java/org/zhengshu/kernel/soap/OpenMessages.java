package org.zhengshu.kernel.soap;

import org.apache.cxf.binding.soap.saaj.SAAJInInterceptor;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Prepares CXF for each message at an open address (开放接口的报文); the gate sends no others to it. */
public class OpenMessages extends AbstractPhaseInterceptor<Message> {
    /** A refusal is one line, written with its entry; CXF need not log it again. */
    private static final FaultListener QUIET = (fault, description, message) -> false;

    public OpenMessages() {
        super(Phase.RECEIVE);
    }

    @Override
    public void handleMessage(Message message) {
        message.put(FaultListener.class.getName(), QUIET);
        message.getInterceptorChain().add(SAAJInInterceptor.INSTANCE);
        message.getInterceptorChain().add(new Understood());
    }
}
