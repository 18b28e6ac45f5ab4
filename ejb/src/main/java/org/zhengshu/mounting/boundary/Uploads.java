package org.zhengshu.mounting.boundary;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.UploadSettings;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.control.Provided;
import org.zhengshu.mounting.control.Receiving;
import org.zhengshu.mounting.control.UploadStore;
import org.zhengshu.mounting.entity.Upload;
import org.zhengshu.signature.boundary.UploadChecksum;

/** Files that come piece by piece and go on after a break (断点续传), tus 1.0.0 on REST. */
@Stateless
@Boundary
public class Uploads {
    @Inject private Provided provided;
    @Inject private Receiving receiving;
    @Inject private UploadStore store;
    @Inject private Settings settings;
    @Inject private Clock clock;
    @Inject private MeterRegistry registry;

    /**
     * What is going to be uploaded, and for which entry.
     *
     * @param length of the whole file in bytes
     * @param filename for people to know it by; never used as a path
     * @param sha256 of the whole file, hexadecimal; compared when it is loaded
     * @param metadata as tus has it, given back as it is
     */
    public record BeginUpload(
            @NotNull UUID item,
            @NotNull @Min(0) Long length,
            @Size(max = 1_000) String filename,
            @Pattern(regexp = "[0-9a-f]{64}") String sha256,
            @Size(max = 4_000) @Pattern(regexp = "[!-~ ]*") String metadata) {}

    /**
     * An upload.
     *
     * @param offset where the next piece begins; the file is complete when this is its length
     * @param expiresAt until when the next piece must have come
     * @param mount what it was loaded as; absent before
     */
    public record UploadView(
            UUID id,
            UUID item,
            String filename,
            String sha256,
            long length,
            long offset,
            UploadState state,
            Instant begunAt,
            Instant expiresAt,
            UUID mount,
            String metadata) {}

    /**
     * What uploads may take.
     *
     * @param largest bytes of one file
     * @param perAccount open uploads of one account or system; 0 for no limit
     * @param perDepartment open uploads of one department; 0 for no limit
     * @param keptSeconds how long an upload waits for its next piece
     * @param checksums algorithms that a piece's checksum may have
     */
    public record UploadLimits(
            long largest, int perAccount, int perDepartment, long keptSeconds, String checksums) {}

    @Operation(value = "mounting.begin-upload", by = Role.CATALOGUE_OFFICER, act = true)
    public UploadView begin(BeginUpload input) {
        Resources.Resource resource = provided.require(input.item());
        UploadSettings may = settings.uploads();
        if (input.length() > may.largest()) {
            throw ProblemType.TOO_LARGE.because(
                    "文件不得超过 " + may.largest() + " 字节",
                    "a file has at most " + may.largest() + " bytes");
        }
        Actor actor = Call.current().actor();
        Instant now = clock.instant();
        Upload upload =
                new Upload(
                        UUID.randomUUID(),
                        resource.tenant(),
                        resource.id(),
                        Receiving.owner(),
                        actor.department(),
                        Upload.plainName(input.filename()),
                        input.sha256(),
                        input.metadata(),
                        input.length(),
                        0,
                        UploadState.OPEN,
                        now,
                        now.plus(may.kept()),
                        null);
        requirePlace(store.count(upload, now), may);
        store.add(upload);
        Call.current().note("upload", upload.id());
        return view(Receiving.told(upload));
    }

    /**
     * Takes the next piece; where it breaks off without a checksum, what came of it.
     *
     * @param offset where the piece begins
     * @param checksum of the piece, as {@code sha256 <Base64>}; null for none
     */
    @Operation(value = "mounting.append-upload", by = Role.CATALOGUE_OFFICER, act = true)
    public UploadView append(UUID id, Long offset, String checksum, InputStream piece) {
        Upload upload = receiving.open(id);
        if (offset == null || offset < 0) {
            Text rule = new Text("应为不小于 0 的整数", "must be a whole number from 0 on");
            throw ProblemType.INVALID_INPUT
                    .because("续传位置（Upload-Offset）" + rule.zh(), "Upload-Offset " + rule.en())
                    .at(List.of(new Violation("offset", "Offset", "", rule)));
        }
        upload.requireNext(offset);
        Optional<UploadChecksum> sum = Optional.ofNullable(checksum).map(UploadChecksum::parse);
        Upload now = receiving.append(upload, sum, piece);
        long bytes = now.received() - offset;
        Call.current().note("offset", offset).note("bytes", bytes);
        registry.counter("zhengshu.uploads.received.bytes").increment(bytes);
        return view(Receiving.told(now));
    }

    @Operation(value = "mounting.upload", by = Role.CATALOGUE_OFFICER)
    public UploadView get(UUID id) {
        Upload upload = receiving.mine(id);
        return view(
                Receiving.told(
                        upload.state() == UploadState.LOADED
                                ? upload
                                : upload.requireOpen(clock.instant())));
    }

    /** What the caller has not ended, the newest first. */
    @Operation(value = "mounting.uploads", by = Role.CATALOGUE_OFFICER)
    public List<UploadView> list() {
        return store.open(Receiving.owner(), clock.instant()).stream().map(Uploads::view).toList();
    }

    @Operation(value = "mounting.cancel-upload", by = Role.CATALOGUE_OFFICER, act = true)
    public UploadView cancel(UUID id) {
        Upload held = receiving.hold(id);
        receiving.end(held, UploadState.CANCELLED, Optional.empty());
        return view(held);
    }

    @Operation(value = "mounting.upload-limits", by = Role.CATALOGUE_OFFICER)
    public UploadLimits limits() {
        UploadSettings may = settings.uploads();
        return new UploadLimits(
                may.largest(),
                may.perAccount(),
                may.perDepartment(),
                may.kept().toSeconds(),
                UploadChecksum.ALGORITHMS);
    }

    private static void requirePlace(UploadStore.Open open, UploadSettings may) {
        boolean account = may.perAccount() > 0 && open.account() >= may.perAccount();
        boolean department = may.perDepartment() > 0 && open.department() >= may.perDepartment();
        if (account || department) {
            int most = account ? may.perAccount() : may.perDepartment();
            throw ProblemType.TOO_MANY_UPLOADS.because(
                    (account ? "本账号" : "本部门") + "未完成的上传已达 " + most + " 个，请先续传或取消",
                    (account ? "the account" : "the department")
                            + " has "
                            + most
                            + " open uploads, which is the limit; go on with one or cancel it");
        }
    }

    private static UploadView view(Upload u) {
        return new UploadView(
                u.id(),
                u.item(),
                u.filename(),
                u.sha256(),
                u.length(),
                u.received(),
                u.state(),
                u.begunAt(),
                u.expiresAt(),
                u.mount(),
                u.metadata());
    }
}
