package org.zhengshu.regulation.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.util.List;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;
import org.zhengshu.regulation.boundary.Regulations;

/** The rule packs of this node (法规配置). */
@Dependent
@WebServiceProvider(
        serviceName = "RulePacks",
        portName = "RulePacksPort12",
        targetNamespace = RulePacksEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/RulePacks.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class RulePacksEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:rule-packs:1";

    @Inject private Regulations regulations;

    /** Asks for the active stack. */
    public record ActiveRules() {}

    /** Asks for the dictionaries. */
    public record ListCodes() {}

    /** The dictionaries in the caller's language. */
    public record CodeLists(List<Regulations.CodeListView> list) {}

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of(
                        "active",
                        ActiveRules.class,
                        Regulations.RulesView.class,
                        in -> regulations.active()),
                SoapOperation.of(
                        "codeLists",
                        ListCodes.class,
                        CodeLists.class,
                        in -> new CodeLists(regulations.codeLists())),
                SoapOperation.of(
                        "trial",
                        Regulations.Trial.class,
                        Regulations.TrialView.class,
                        in -> regulations.trial(in)));
    }
}
