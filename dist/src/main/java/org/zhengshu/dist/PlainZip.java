package org.zhengshu.dist;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Our own jar, war and ear files without what the builder's machine leaves in them: Maven's
 * archivers note each file's mode, which follows the umask (可重现归档).
 */
final class PlainZip {
    private static final Pattern OWN = Pattern.compile("(.*/)?zhengshu[^/]*\\.(jar|war|ear)");

    private PlainZip() {}

    /** Whether a file of that name is one of ours. */
    static boolean isOwn(String name) {
        return OWN.matcher(name).matches();
    }

    /** The same names and contents in the same order, also of ours within; nothing else. */
    static byte[] of(byte[] archive, LocalDateTime time) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(archive.length);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                ZipEntry plain = new ZipEntry(e.getName());
                plain.setTimeLocal(time);
                out.putNextEntry(plain);
                out.write(isOwn(e.getName()) ? of(content, time) : content);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
