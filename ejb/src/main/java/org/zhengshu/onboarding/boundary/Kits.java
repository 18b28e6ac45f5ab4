package org.zhengshu.onboarding.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.exchange.boundary.ResourceAddress;
import org.zhengshu.exchange.boundary.ResourceServices;
import org.zhengshu.exchange.boundary.ResourceView;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.FileView;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.onboarding.control.Kit;
import org.zhengshu.sharing.boundary.GrantUse;
import org.zhengshu.sharing.boundary.GrantView;
import org.zhengshu.signature.boundary.ServerNames;

/** What an integrator needs for one resource, in one file (接入包). */
@Stateless
@Boundary
public class Kits {
    private static final String SCHEME = "https://";

    /** What may stand in scripts as the node's address. */
    private static final Pattern BASE =
            Pattern.compile(
                    "https://([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{1,5})?");

    @Inject private ResourceServices services;
    @Inject private Resources resources;
    @Inject private GrantUse grants;
    @Inject private ServerNames names;
    @Inject private Settings settings;

    /**
     * Samples, contracts and roots as a zip file, with the department's newest grant on the
     * resource; without any key. All in it is of the contract's own address, which stays with it
     * when a newer one comes.
     *
     * @param base the node's address as the caller sees it
     */
    @Operation(
            value = "onboarding.kit",
            by = {Role.INTEGRATOR, Role.DATA_CONSUMER, Role.SANDBOX})
    public FileView kit(String code, String base) {
        ResourceView resource = services.describe(code);
        GrantView grant = granted(resource.code());
        Call.current().note("grant", grant.id());
        if (!BASE.matcher(base).matches() || !names.isOwn(base.substring(SCHEME.length()))) {
            throw ProblemType.TLS_NEEDED.because(
                    "请以 https 和节点证书中的名称下载接入包：包内样例调用下载时所用的地址",
                    "download the kit over https and by a name of the node's certificate: its"
                            + " samples call the address by which it was downloaded");
        }
        String address = new ResourceAddress(resource.code(), resource.revision()).text();
        return new Kit(
                        base,
                        address,
                        resource,
                        grant,
                        services.openApi(address),
                        services.wsdl(address, base + "/ws/resources/" + address, false),
                        roots())
                .file();
    }

    private GrantView granted(String code) {
        String department = Call.current().actor().department();
        return resources
                .byCode(code)
                .flatMap(r -> grants.newest(department, r.id()))
                .orElseThrow(
                        () ->
                                ProblemType.GRANT_UNKNOWN.because(
                                        "本部门对资源 " + code + " 没有有效授权，请先申请",
                                        "your department has no active grant on "
                                                + code
                                                + "; ask for one first"));
    }

    private String roots() {
        try {
            return Files.readString(settings.data().resolve("root.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
