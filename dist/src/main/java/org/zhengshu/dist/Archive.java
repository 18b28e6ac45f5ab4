package org.zhengshu.dist;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A tar archive that depends on names and contents alone: sorted, owned by root, one time for all,
 * and only programs may be executed (可重现归档).
 */
final class Archive {
    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;
    private static final int FOLDER = 040755;

    private final String root;
    private final FileTime time;

    Archive(String root, Instant time) {
        this.root = root;
        this.time = FileTime.from(time);
    }

    /** Where the content of an entry comes from. */
    interface Content {
        byte[] read() throws IOException;
    }

    void write(Path target, SortedMap<String, Content> files) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target));
                OutputStream zipped = new GZIPOutputStream(out, 1 << 16);
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(zipped, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (String folder : folders(files)) {
                tar.putArchiveEntry(entry(folder, FOLDER, 0));
                tar.closeArchiveEntry();
            }
            for (var file : files.entrySet()) {
                byte[] content = file.getValue().read();
                String name = root + "/" + file.getKey();
                tar.putArchiveEntry(entry(name, mode(file.getKey()), content.length));
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
    }

    private SortedSet<String> folders(SortedMap<String, Content> files) {
        SortedSet<String> folders = new TreeSet<>();
        for (String file : files.keySet()) {
            String name = root + "/" + file;
            for (int i = name.indexOf('/'); i > 0; i = name.indexOf('/', i + 1)) {
                folders.add(name.substring(0, i + 1));
            }
        }
        return folders;
    }

    private TarArchiveEntry entry(String name, int mode, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setLastModifiedTime(time);
        return entry;
    }

    static int mode(String name) {
        boolean program = name.equals("bin/zhengshu") || name.matches("wildfly/bin/.*\\.sh");
        return program ? PROGRAM : FILE;
    }
}
