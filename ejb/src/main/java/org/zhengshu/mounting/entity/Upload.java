package org.zhengshu.mounting.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.boundary.UploadState;

/**
 * A file on its way to a catalogue entry, piece by piece (断点续传), by the rules of tus 1.0.0.
 *
 * @param owner account or system that began it, by the name of its limits
 * @param filename for people to know it by, never a path; null when it was not said
 * @param sha256 of the whole file as its owner declared it; null when it was not declared
 * @param metadata as a tus client sent it, to be given back; null when there was none
 * @param received bytes that are durable, the offset at which the next piece begins
 * @param mount what it was loaded as; null before
 */
public record Upload(
        UUID id,
        String tenant,
        UUID item,
        String owner,
        String department,
        String filename,
        String sha256,
        String metadata,
        long length,
        long received,
        UploadState state,
        Instant begunAt,
        Instant expiresAt,
        UUID mount) {

    private static final int LONGEST_NAME = 255;

    /** The last part of what a client calls the file; null for nothing. */
    public static String plainName(String given) {
        if (given == null) {
            return null;
        }
        String name =
                given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String shown =
                name.codePoints()
                        .filter(c -> Character.getType(c) != Character.FORMAT)
                        .filter(c -> !Character.isISOControl(c))
                        .limit(LONGEST_NAME)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                        .strip();
        return shown.isEmpty() || shown.equals(".") || shown.equals("..") ? null : shown;
    }

    /** Itself, unless it has ended or its time is over. */
    public Upload requireOpen(Instant now) {
        if (state == UploadState.LOADED) {
            throw ProblemType.UPLOAD_GONE.because(
                    "该上传已载入为挂接 " + mount, "the upload was loaded as mount " + mount);
        }
        if (state != UploadState.OPEN || !now.isBefore(expiresAt)) {
            throw ProblemType.UPLOAD_GONE.because(
                    "该上传已取消或过期，其字节已删除，请重新开始",
                    "the upload was cancelled or has expired and its bytes are gone; begin anew");
        }
        return this;
    }

    /** Refuses a piece that does not begin where the last one ended. */
    public void requireNext(long offset) {
        if (offset != received) {
            throw conflict("应从第 " + received + " 字节续传", "the upload goes on at offset " + received);
        }
    }

    /** What is said to the slower one of two that write at once. */
    public Problem busy() {
        return conflict(
                "另一请求正在续传，已存到第 " + received + " 字节，请查询后再续",
                "another request is sending just now, "
                        + received
                        + " bytes are stored; ask for the offset and go on");
    }

    private Problem conflict(String zh, String en) {
        return ProblemType.UPLOAD_OFFSET
                .because(zh, en)
                .at(
                        List.of(
                                new Violation(
                                        "offset",
                                        "Next",
                                        Long.toString(received),
                                        new Text(zh, en))));
    }

    /** With so many bytes more. */
    public Upload grown(int bytes) {
        if (bytes > length - received) {
            throw ProblemType.TOO_LARGE.because(
                    "超出声明的长度 " + length + " 字节，未接收任何字节",
                    "more than the " + length + " bytes that were announced; none was taken");
        }
        return with(received + bytes, expiresAt);
    }

    /** It waits so long for the next piece, counted from now on. */
    public Upload keptUntil(Instant now, Duration time) {
        return with(received, now.plus(time));
    }

    private Upload with(long bytes, Instant end) {
        return new Upload(
                id,
                tenant,
                item,
                owner,
                department,
                filename,
                sha256,
                metadata,
                length,
                bytes,
                state,
                begunAt,
                end,
                mount);
    }

    /** Refuses to be loaded before all of it is there, and on another entry. */
    public void requireCompleteFor(UUID entry) {
        if (!item.equals(entry)) {
            Text why = new Text("该上传属于另一目录 " + item, "the upload is for another entry, " + item);
            throw ProblemType.INVALID_INPUT
                    .because(why.zh(), why.en())
                    .at(List.of(new Violation("upload", "Entry", id.toString(), why)));
        }
        if (received < length) {
            throw ProblemType.UPLOAD_UNFINISHED.because(
                    "已存 " + received + " 字节，共 " + length + " 字节，请先续传",
                    received + " of " + length + " bytes are stored; send the rest first");
        }
    }

    /** Refuses bytes that are not the file that was declared. */
    public void requireSame(String actual) {
        if (sha256 != null && !sha256.equals(actual)) {
            throw ProblemType.CHECKSUM_MISMATCH.because(
                    "文件的 SHA-256 为 " + actual + "，与声明的不符，未载入任何数据",
                    "the file has the SHA-256 "
                            + actual
                            + ", not the declared one; nothing was loaded");
        }
    }
}
