package org.zhengshu.elicence.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.util.List;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.elicence.boundary.Verifications;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.OpenService;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;

/** Checks of licence documents, for everybody (证照核验). */
@OpenService
@Dependent
@WebServiceProvider(
        serviceName = "Verification",
        portName = "VerificationPort12",
        targetNamespace = VerificationEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Verification.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class VerificationEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:verification:1";

    @Inject private Verifications verifications;

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of(
                        "verify",
                        Verifications.VerifyDocument.class,
                        Verifications.VerificationView.class,
                        in -> verifications.verify(in)),
                SoapOperation.of(
                        "verifyCode",
                        Verifications.VerifyCode.class,
                        Verifications.VerificationView.class,
                        in -> verifications.verifyCode(in)));
    }
}
