package org.zhengshu.exchange.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.util.List;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.exchange.boundary.Exchange;
import org.zhengshu.exchange.boundary.TryOuts;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;

/** Queries under a grant (数据交换). */
@Dependent
@WebServiceProvider(
        serviceName = "Exchange",
        portName = "ExchangePort12",
        targetNamespace = ExchangeEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Exchange.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class ExchangeEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:exchange:1";

    @Inject private Exchange exchange;
    @Inject private TryOuts tryOuts;

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of(
                                "query",
                                Exchange.Query.class,
                                Exchange.Result.class,
                                in -> exchange.query(in))
                        .thatReads(),
                SoapOperation.of(
                        "tryOut",
                        TryOuts.TryResource.class,
                        TryOuts.TryOutView.class,
                        in -> tryOuts.tryOut(in)));
    }
}
