package org.zhengshu.audit.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.util.List;
import java.util.UUID;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.audit.boundary.Archives;
import org.zhengshu.audit.boundary.AuditEntries;
import org.zhengshu.audit.boundary.LogChecks;
import org.zhengshu.audit.boundary.LogExports;
import org.zhengshu.audit.boundary.SearchEntries;
import org.zhengshu.audit.boundary.SubjectAccess;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.soap.ById;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;

/** The log for auditors' systems (审计查阅). */
@Dependent
@WebServiceProvider(
        serviceName = "Audit",
        portName = "AuditPort12",
        targetNamespace = AuditEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Audit.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class AuditEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:audit:1";

    @Inject private AuditEntries entries;
    @Inject private LogExports exports;
    @Inject private LogChecks checks;
    @Inject private Archives archives;

    /** Which trace to follow. */
    public record FollowTrace(@NotBlank String trace) {}

    /** Asks for the parts in the archive. */
    public record ListArchives() {}

    /** The parts in the archive. */
    public record ArchiveList(List<Archives.ArchivedPart> part) {}

    /** Which page of the checks; absent means the first twenty. */
    public record ListChecks(Integer page, Integer size) {}

    /** One page of checks. */
    public record CheckPage(List<LogChecks.CheckView> check, long total, int page, int size) {}

    /** A check with a page of its findings; absent means the first twenty. */
    public record ReportCheck(@NotNull UUID id, Integer page, Integer size) {}

    private CheckPage page(ListChecks in) {
        Page<LogChecks.CheckView> found =
                checks.list(Page.orFirst(in.page()), Page.orDefault(in.size()));
        return new CheckPage(found.items(), found.total(), found.page(), found.size());
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of(
                        "search",
                        SearchEntries.class,
                        AuditEntries.FoundEntries.class,
                        in -> entries.search(in)),
                SoapOperation.of(
                        "get",
                        ById.class,
                        AuditEntries.EntryProof.class,
                        in -> entries.get(in.id())),
                SoapOperation.of(
                        "trace",
                        FollowTrace.class,
                        AuditEntries.TraceView.class,
                        in -> entries.trace(in.trace())),
                SoapOperation.of(
                        "subjectAccess",
                        SubjectAccess.SubjectAccessRequest.class,
                        SubjectAccess.SubjectAccessView.class,
                        in -> entries.subjectAccess(in)),
                SoapOperation.of(
                        "export",
                        LogExports.ExportLog.class,
                        LogExports.LogExport.class,
                        in -> exports.export(in)),
                SoapOperation.of(
                        "exportFound",
                        SearchEntries.class,
                        LogExports.FoundExport.class,
                        in -> exports.exportFound(in)),
                SoapOperation.of(
                        "archives",
                        ListArchives.class,
                        ArchiveList.class,
                        in -> new ArchiveList(archives.list())),
                SoapOperation.of("checks", ListChecks.class, CheckPage.class, in -> page(in)),
                SoapOperation.of(
                        "check",
                        LogChecks.StartCheck.class,
                        LogChecks.CheckView.class,
                        in -> checks.start(in)),
                SoapOperation.of(
                        "checkReport",
                        ReportCheck.class,
                        LogChecks.CheckReport.class,
                        in ->
                                checks.report(
                                        in.id(),
                                        Page.orFirst(in.page()),
                                        Page.orDefault(in.size()))),
                SoapOperation.of(
                        "cancelCheck",
                        ById.class,
                        LogChecks.CheckView.class,
                        in -> checks.cancel(in.id())));
    }
}
