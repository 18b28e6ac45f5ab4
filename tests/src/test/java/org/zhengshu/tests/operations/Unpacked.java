package org.zhengshu.tests.operations;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The files of a tar.gz in memory, in their order. */
record Unpacked(Map<String, byte[]> files) {
    static Unpacked of(Path archive) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new GZIPInputStream(
                                new BufferedInputStream(Files.newInputStream(archive))))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                files.put(e.getName(), tar.readAllBytes());
            }
            return new Unpacked(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path archive) {
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(
                        new GZIPOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(archive))))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    /** Whether the bytes of a text stand in a file anywhere. */
    boolean holds(String text) {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        return files.values().stream().anyMatch(content -> contains(content, wanted));
    }

    private static boolean contains(byte[] content, byte[] wanted) {
        String all = new String(content, StandardCharsets.ISO_8859_1);
        return all.contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }
}
