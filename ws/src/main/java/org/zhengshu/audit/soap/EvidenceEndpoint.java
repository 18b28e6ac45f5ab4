package org.zhengshu.audit.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.util.List;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.audit.boundary.WitnessedLogs;
import org.zhengshu.audit.boundary.Witnesses;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;

/** Who witnesses our log, and which logs we witness (日志见证). */
@Dependent
@WebServiceProvider(
        serviceName = "Evidence",
        portName = "EvidencePort12",
        targetNamespace = EvidenceEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Evidence.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class EvidenceEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:evidence:1";

    @Inject private Witnesses witnesses;
    @Inject private WitnessedLogs logs;

    /** Asks for all witnesses of our log. */
    public record ListWitnesses() {}

    /** The witnesses, one element each. */
    public record WitnessList(List<Witnesses.WitnessView> witness) {}

    /** Asks for all logs that this node watches. */
    public record ListWatchedLogs() {}

    /** The logs, one element each. */
    public record WatchedLogList(List<WitnessedLogs.WatchedLogView> log) {}

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of(
                        "witnesses",
                        ListWitnesses.class,
                        WitnessList.class,
                        in -> new WitnessList(witnesses.list())),
                SoapOperation.of(
                        "watchedLogs",
                        ListWatchedLogs.class,
                        WatchedLogList.class,
                        in -> new WatchedLogList(logs.list())));
    }
}
