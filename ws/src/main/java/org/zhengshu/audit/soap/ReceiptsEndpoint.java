package org.zhengshu.audit.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.util.List;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.audit.boundary.Receipts;
import org.zhengshu.kernel.soap.ById;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;

/** Receipts fetched later (存证回执). */
@Dependent
@WebServiceProvider(
        serviceName = "Receipts",
        portName = "ReceiptsPort12",
        targetNamespace = ReceiptsEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Receipts.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class ReceiptsEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:receipts:1";

    @Inject private Receipts receipts;

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of(
                        "get",
                        ById.class,
                        Receipts.ReceiptView.class,
                        in -> receipts.get(in.id())));
    }
}
