package org.zhengshu.mounting.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.kernel.soap.ById;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;
import org.zhengshu.mounting.boundary.Mounts;
import org.zhengshu.mounting.boundary.Samples;
import org.zhengshu.mounting.boundary.Uploads;

/** Data behind catalogue entries (挂接). */
@Dependent
@WebServiceProvider(
        serviceName = "Mounts",
        portName = "MountsPort12",
        targetNamespace = MountsEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Mounts.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class MountsEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:mounts:1";

    @Inject private Mounts mounts;
    @Inject private Samples samples;
    @Inject private Uploads uploads;

    /** A CSV file for an entry, or the complete upload that takes its place. */
    public record LoadFile(@NotNull UUID id, byte[] file, String upload) {}

    /** The next piece of an upload, with its SHA-256 in hexadecimal digits. */
    public record AppendPiece(
            @NotNull UUID id, @NotNull Long offset, @NotNull String sha256, @NotNull byte[] piece) {
        private InputStream bytes() {
            return stream(piece);
        }

        private String checksum() {
            return "sha256 " + sha256;
        }
    }

    /** Asks for the caller's open uploads. */
    public record ListUploads() {}

    /** The caller's open uploads, one element each. */
    public record UploadList(List<Uploads.UploadView> upload) {}

    /** Asks what uploads may take. */
    public record AskLimits() {}

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes == null ? new byte[0] : bytes);
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
                        in -> mounts.load(in.id(), in.upload(), stream(in.file()))),
                SoapOperation.of(
                        "get", ById.class, Mounts.MountView.class, in -> mounts.get(in.id())),
                SoapOperation.of(
                        "sample", ById.class, Samples.SampleView.class, in -> samples.of(in.id())),
                SoapOperation.of(
                        "beginUpload",
                        Uploads.BeginUpload.class,
                        Uploads.UploadView.class,
                        in -> uploads.begin(in)),
                SoapOperation.of(
                        "appendUpload",
                        AppendPiece.class,
                        Uploads.UploadView.class,
                        in -> uploads.append(in.id(), in.offset(), in.checksum(), in.bytes())),
                SoapOperation.of(
                        "uploadStatus",
                        ById.class,
                        Uploads.UploadView.class,
                        in -> uploads.get(in.id())),
                SoapOperation.of(
                        "uploads",
                        ListUploads.class,
                        UploadList.class,
                        in -> new UploadList(uploads.list())),
                SoapOperation.of(
                        "cancelUpload",
                        ById.class,
                        Uploads.UploadView.class,
                        in -> uploads.cancel(in.id())),
                SoapOperation.of(
                        "uploadLimits",
                        AskLimits.class,
                        Uploads.UploadLimits.class,
                        in -> uploads.limits()));
    }
}
