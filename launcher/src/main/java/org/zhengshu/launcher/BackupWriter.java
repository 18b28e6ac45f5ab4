package org.zhengshu.launcher;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a backup (备份文件): a tar.gz whose last file has the SHA-256 of every other. */
final class BackupWriter implements AutoCloseable {
    static final String SUMS = "SHA256SUMS";

    private final TarArchiveOutputStream tar;
    private final Map<String, String> sums = new TreeMap<>();

    BackupWriter(Path file) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        tar = new TarArchiveOutputStream(new GZIPOutputStream(out, 1 << 16), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    void text(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(name, new ByteArrayInputStream(bytes), bytes.length);
    }

    void folder(String name) throws IOException {
        tar.putArchiveEntry(entry(name + "/", 0));
        tar.closeArchiveEntry();
    }

    /**
     * A file as long as it is now, although somebody may be writing it: what is added later stays
     * out, what is cut off meanwhile becomes zeros.
     */
    void file(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            add(name, new ExactInputStream(in, size), size);
        }
    }

    /** Everything below a folder. */
    void tree(String name, Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                if (Files.isRegularFile(file)) {
                    file(name + "/" + relative(folder, file), file);
                }
            }
        }
    }

    static String relative(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private void add(String name, InputStream in, long size) throws IOException {
        tar.putArchiveEntry(entry(name, size));
        sums.put(name, Sha256.copy(in, tar));
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(String name, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(name.endsWith("/") ? 040700 : 0100600);
        return entry;
    }

    /** The sums come last. */
    void finish() throws IOException {
        StringBuilder text = new StringBuilder();
        sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
        text(SUMS, text.toString());
        tar.finish();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** As many bytes as were promised, zeros for those that are not there. */
    private static final class ExactInputStream extends InputStream {
        private final InputStream in;
        private long left;

        ExactInputStream(InputStream in, long size) {
            this.in = in;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int wanted = (int) Math.min(left, length);
            int read = in.read(bytes, offset, wanted);
            if (read < 0) {
                java.util.Arrays.fill(bytes, offset, offset + wanted, (byte) 0);
                read = wanted;
            }
            left -= read;
            return read;
        }
    }
}
