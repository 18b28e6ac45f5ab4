package org.zhengshu.mounting.soap;

import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.UUID;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.kernel.soap.ById;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.MessageSecurity;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;
import org.zhengshu.mounting.boundary.Mounts;
import org.zhengshu.mounting.boundary.Samples;

/** Data behind catalogue entries (挂接). */
@WebServiceProvider(
        serviceName = "Mounts",
        portName = "MountsPort12",
        targetNamespace = MountsEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Mounts.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = MessageSecurity.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class MountsEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:mounts:1";

    @Inject private Mounts mounts;
    @Inject private Samples samples;

    /** A CSV file for an entry; large files go by REST. */
    public record LoadFile(@NotNull UUID id, @NotNull byte[] file) {}

    private static byte[] content(LoadFile in) {
        return in.file() == null ? new byte[0] : in.file();
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of(
                        "load",
                        LoadFile.class,
                        Mounts.MountView.class,
                        in -> mounts.load(in.id(), new ByteArrayInputStream(content(in)))),
                SoapOperation.of(
                        "get", ById.class, Mounts.MountView.class, in -> mounts.get(in.id())),
                SoapOperation.of(
                        "sample", ById.class, Samples.SampleView.class, in -> samples.of(in.id())));
    }
}
