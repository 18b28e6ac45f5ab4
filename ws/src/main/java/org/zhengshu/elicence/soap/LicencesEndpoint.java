package org.zhengshu.elicence.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.util.List;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.elicence.boundary.Licences;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;

/** Electronic licences (电子证照). */
@Dependent
@WebServiceProvider(
        serviceName = "Licences",
        portName = "LicencesPort12",
        targetNamespace = LicencesEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Licences.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class LicencesEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:licences:1";

    @Inject private Licences licences;

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of(
                        "issue",
                        Licences.IssueLicence.class,
                        Licences.LicenceView.class,
                        in -> licences.issue(in)),
                SoapOperation.of(
                        "fetch",
                        Licences.FetchLicence.class,
                        Licences.FetchedLicence.class,
                        in -> licences.fetch(in)));
    }
}
