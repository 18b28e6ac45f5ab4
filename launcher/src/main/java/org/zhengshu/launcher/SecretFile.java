package org.zhengshu.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.zhengshu.kernel.boundary.Text;

/** A file whose first line is a secret (口令文件), and whom it may be readable for. */
final class SecretFile {
    private static final Set<PosixFilePermission> EVERYBODY =
            Set.of(
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE,
                    PosixFilePermission.OTHERS_EXECUTE);
    private static final Text TODO =
            new Text(
                    "文件应属于运行本程序的用户, 权限 0600 (或属于 root, 权限 0640)",
                    "the file belongs to the user that runs the node, mode 0600 (or to root, mode 0640)");

    private SecretFile() {}

    /** The secret; empty after a finding. */
    static Optional<String> read(Path file, Findings findings) {
        try {
            if (!Files.isRegularFile(file)) {
                findings.error(
                        "secret/missing",
                        file,
                        new Text("口令文件不存在", "there is no such secret file"),
                        TODO);
                return Optional.empty();
            }
            if (open(file)) {
                findings.error(
                        "secret/readable-by-others",
                        file,
                        new Text("其他用户可以读取此口令文件", "other users may read this secret file"),
                        TODO);
                return Optional.empty();
            }
            String secret =
                    Files.readString(file, StandardCharsets.UTF_8).lines().findFirst().orElse("");
            if (secret.isBlank()) {
                findings.error(
                        "secret/empty",
                        file,
                        new Text("口令文件第一行为空", "the first line of this secret file is empty"),
                        new Text("把口令写入第一行", "write the secret into the first line"));
                return Optional.empty();
            }
            return Optional.of(secret);
        } catch (IOException e) {
            findings.error(
                    "secret/unreadable",
                    file,
                    new Text("无法读取口令文件: " + e.getMessage(), "cannot be read: " + e.getMessage()),
                    TODO);
            return Optional.empty();
        }
    }

    /** Whether more than its owner, or root's group, may read it. */
    private static boolean open(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        Set<PosixFilePermission> granted = attributes.permissions();
        boolean group =
                granted.contains(PosixFilePermission.GROUP_READ)
                        && !attributes.owner().getName().equals("root");
        boolean written = granted.contains(PosixFilePermission.GROUP_WRITE);
        return group || written || granted.stream().anyMatch(EVERYBODY::contains);
    }
}
