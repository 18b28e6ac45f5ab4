package org.zhengshu.mounting.boundary;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.control.CsvImport;
import org.zhengshu.mounting.control.ImportResult;
import org.zhengshu.mounting.control.MountStore;
import org.zhengshu.mounting.control.MountTable;
import org.zhengshu.mounting.control.Provided;
import org.zhengshu.mounting.control.Receiving;
import org.zhengshu.mounting.control.Tables;
import org.zhengshu.mounting.entity.Mount;
import org.zhengshu.mounting.entity.Upload;
import org.zhengshu.proof.DigestStream;

/** Data behind catalogue entries (挂接): the provider's file becomes a table, whole or not at all. */
@Stateless
@Boundary
public class Mounts {
    @Inject private Resources resources;
    @Inject private Provided provided;
    @Inject private Receiving receiving;
    @Inject private MountStore store;
    @Inject private Tables tables;
    @Inject private Clock clock;

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /**
     * Mounted data.
     *
     * @param sha256 SHA-256 of the file, hexadecimal
     * @param sm3 SM3 of the file, hexadecimal
     */
    public record MountView(
            UUID id,
            UUID item,
            long rows,
            long bytes,
            String sha256,
            String sm3,
            String charset,
            Instant mountedAt,
            String mountedBy) {}

    /**
     * Replaces what is mounted by a file.
     *
     * @param upload id of a complete upload, in place of a file; null for the file
     */
    @Operation(value = "mounting.load", by = Role.CATALOGUE_OFFICER, act = true)
    public MountView load(UUID itemId, String upload, InputStream file) {
        Resources.Resource resource = provided.require(itemId);
        if (upload == null) {
            return view(mounted(resource, file, sha256 -> {}));
        }
        Upload complete = receiving.complete(upload, itemId);
        requireNothing(file);
        Mount mount = mounted(resource, receiving.stream(complete), complete::requireSame);
        receiving.end(complete, UploadState.LOADED, Optional.of(mount.id()));
        return view(mount);
    }

    private static void requireNothing(InputStream file) {
        try {
            if (file.read() < 0) {
                return;
            }
        } catch (IOException e) {
            throw broken();
        }
        throw ProblemType.INVALID_INPUT.because(
                "既指明了上传（upload），又附了文件，只能取其一",
                "an upload is named and a file is sent; send one of them");
    }

    private Mount mounted(Resources.Resource resource, InputStream file, Consumer<String> check) {
        UUID id = UUID.randomUUID();
        MountTable table = new MountTable(id, Tables.columns(resource.items()));
        DigestStream digest = new DigestStream(file);
        ImportResult result = imported(table, resource.code(), digest);
        requireAccepted(result);
        String sha256 = digest.sha256();
        check.accept(sha256);
        store.current(resource.id()).ifPresent(this::retire);
        Mount mount =
                new Mount(
                        id,
                        resource.tenant(),
                        resource.id(),
                        table.name(),
                        Tables.write(resource.items()),
                        new Mount.Content(
                                result.rows(),
                                digest.bytes(),
                                sha256,
                                digest.sm3(),
                                result.charset(),
                                clock.instant(),
                                Call.current().actor().id()));
        store.add(mount);
        Call.current().note("rows", result.rows()).note("fileSm3", mount.content().sm3());
        return mount;
    }

    private static void requireAccepted(ImportResult result) {
        if (!result.accepted()) {
            throw ProblemType.CSV_REJECTED
                    .because(
                            result.badRows() + " 行有错误，未导入任何数据；逐处见 violations",
                            result.badRows()
                                    + " rows are wrong, nothing was loaded; see violations")
                    .at(result.problems().stream().map(Mounts::violation).toList());
        }
    }

    @Operation(value = "mounting.get", signedIn = true)
    public MountView get(UUID itemId) {
        Call.current().note("resource", itemId);
        resources.requireSeen(itemId);
        return store.current(itemId)
                .map(Mounts::view)
                .orElseThrow(
                        () ->
                                ProblemType.NOT_MOUNTED.because(
                                        "目录 " + itemId + " 尚未挂接数据",
                                        "no data is mounted on entry " + itemId));
    }

    private ImportResult imported(MountTable table, String code, DigestStream file) {
        try (Connection connection = dataSource.getConnection()) {
            table.create(connection, code);
            return new CsvImport(table).load(connection, file);
        } catch (IOException e) {
            throw broken();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem broken() {
        return ProblemType.MALFORMED.because(
                "上传中断，未导入任何数据", "the upload broke off, nothing was loaded");
    }

    /** The old table goes in the same transaction: readers have the old rows or the new ones. */
    private void retire(Mount old) {
        old.retire();
        store.flush();
        try (Connection connection = dataSource.getConnection()) {
            new MountTable(old.id(), List.of(KEPT_FOR_NAME)).drop(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        tables.forget(old.id());
    }

    private static final Column KEPT_FOR_NAME =
            new Column("dropped", "dropped", ColumnType.M, null, null, false, true);

    private static Violation violation(CsvProblem p) {
        return new Violation(
                "line " + p.line() + ", row " + p.row() + ", column " + p.column(),
                p.rule().name(),
                p.value(),
                new Text(p.messageZh(), p.messageEn()));
    }

    private static MountView view(Mount mount) {
        Mount.Content c = mount.content();
        return new MountView(
                mount.id(),
                mount.itemId(),
                c.rows(),
                c.bytes(),
                c.sha256(),
                c.sm3(),
                c.charset(),
                c.at(),
                c.by());
    }
}
