package org.zhengshu.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.zhengshu.audit.control.Committer;
import org.zhengshu.audit.control.EnteredKeys;
import org.zhengshu.audit.control.Logs;
import org.zhengshu.audit.control.StoredLog;
import org.zhengshu.audit.control.WitnessRow;
import org.zhengshu.audit.control.WitnessStore;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/** Who co-signs our checkpoints (见证方管理), entered by the audit administrator. */
@Stateless
@Boundary
public class Witnesses {
    @Inject private WitnessStore store;
    @Inject private Logs logs;
    @Inject private Committer committer;

    /** What kind of witness (见证方类别). */
    public enum Kind {
        /** 节点: another node, which also tells what it saw of our log. */
        NODE,
        /** 档案馆. */
        ARCHIVE,
        /** 部门. */
        DEPARTMENT,
        /** 公共见证方: a public witness of the C2SP network. */
        C2SP
    }

    /**
     * A witness to add or to change.
     *
     * @param url prefix of its addresses, of a node {@code http://host:port/witness}
     * @param verifierKeys its keys in the one-line form of C2SP signed-note, of a node those of
     *     {@code /witness/keys}
     */
    public record PutWitness(
            @NotBlank @Pattern(regexp = "[a-z0-9][a-z0-9.-]{0,62}") String name,
            @NotNull Kind kind,
            @NotBlank @Size(max = 300) String url,
            @NotEmpty @Size(max = 8) List<@NotBlank @Size(max = 2048) String> verifierKeys,
            boolean enabled) {}

    /**
     * A witness and how it stands.
     *
     * @param cosignedSize the size of our log that it has co-signed; zero for none yet
     * @param lag how many entries our log has beyond that
     * @param trouble why the last round failed
     */
    public record WitnessView(
            String name,
            Kind kind,
            String url,
            List<String> verifierKeys,
            boolean enabled,
            long cosignedSize,
            long lag,
            Instant answeredAt,
            String trouble) {}

    @Operation(value = "audit.witnesses", signedIn = true)
    public List<WitnessView> list() {
        try {
            StoredLog log = logs.byId(committer.log()).orElseThrow();
            Map<String, Long> sizes = store.sizes(log);
            long size = logs.newest(log).map(n -> n.checkpoint().size()).orElse(0L);
            return store.all().stream()
                    .map(row -> view(row, sizes.getOrDefault(row.name(), 0L), size))
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Operation(value = "audit.put-witness", by = Role.AUDIT_ADMIN, act = true)
    public WitnessView put(PutWitness input) {
        EnteredKeys.requireAddress(input.url());
        EnteredKeys.ofWitness(input.verifierKeys());
        Call.current().note("witness", input.name()).note("url", input.url());
        Call.current().note("enabled", input.enabled());
        WitnessRow row =
                new WitnessRow(
                        input.name(),
                        input.kind().name(),
                        input.url(),
                        input.verifierKeys(),
                        input.enabled(),
                        null,
                        null,
                        null,
                        0);
        try {
            store.put(row);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return find(input.name());
    }

    @Operation(value = "audit.remove-witness", by = Role.AUDIT_ADMIN, act = true)
    public WitnessView remove(String name) {
        Call.current().note("witness", name);
        try {
            WitnessView removed = find(name);
            store.remove(name);
            return removed;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private WitnessView find(String name) {
        return list().stream()
                .filter(w -> w.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemType.NOT_FOUND.because(
                                        "没有见证方 " + name, "there is no witness " + name));
    }

    private static WitnessView view(WitnessRow row, long cosigned, long size) {
        return new WitnessView(
                row.name(),
                Kind.valueOf(row.kind()),
                row.url(),
                row.verifierKeys(),
                row.enabled(),
                cosigned,
                Math.max(0, size - cosigned),
                row.answeredAt(),
                row.trouble());
    }
}
