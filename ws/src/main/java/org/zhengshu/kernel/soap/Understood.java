package org.zhengshu.kernel.soap;

import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;

/** Tells CXF which headers this door reads by itself (可理解的报文头); they may be mandatory. */
public class Understood extends AbstractSoapInterceptor {
    public Understood() {
        super(Phase.READ);
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return Addressing.understood();
    }

    @Override
    public void handleMessage(SoapMessage message) {
        // SoapDoor reads them
    }
}
