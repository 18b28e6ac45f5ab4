package org.zhengshu.launcher;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a backup: its manifest, whether it is whole, its files. */
final class BackupArchive {
    static final String MANIFEST = "MANIFEST.properties";
    static final String FORMAT = "1";

    private static final long LONGEST_TEXT = 64 << 20;

    private final Path file;

    BackupArchive(Path file) {
        if (!Files.isRegularFile(file)) {
            throw StartFailure.refused("没有备份文件 " + file, "There is no backup " + file);
        }
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** The first file of the archive. */
    Properties manifest() {
        try (TarArchiveInputStream tar = open()) {
            TarArchiveEntry first = tar.getNextEntry();
            if (first == null || !first.getName().equals(MANIFEST)) {
                throw damaged(MANIFEST);
            }
            Properties manifest = new Properties();
            manifest.load(new InputStreamReader(tar, StandardCharsets.UTF_8));
            if (!FORMAT.equals(manifest.getProperty("format"))) {
                throw StartFailure.refused(
                        "备份格式不受支持: " + manifest.getProperty("format"),
                        "This build does not know backups of format "
                                + manifest.getProperty("format"));
            }
            return manifest;
        } catch (IOException e) {
            throw damaged(MANIFEST);
        }
    }

    /** Reads every byte and compares every sum; the first file that differs is named. */
    void verify() {
        Map<String, String> found = new TreeMap<>();
        String sums = null;
        String name = MANIFEST;
        try (TarArchiveInputStream tar = open()) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                name = e.getName();
                if (sums != null) {
                    throw damaged(name);
                }
                if (name.equals(BackupWriter.SUMS)) {
                    sums = text(tar, e);
                } else if (!e.isDirectory()) {
                    found.put(name, Sha256.of(tar));
                }
            }
        } catch (EOFException | ZipException e) {
            throw damaged(name);
        } catch (IOException e) {
            throw damaged(name + " (" + e.getMessage() + ")");
        }
        compare(sums, found);
    }

    private void compare(String sums, Map<String, String> found) {
        if (sums == null) {
            throw damaged(BackupWriter.SUMS);
        }
        Map<String, String> expected = new TreeMap<>();
        sums.lines()
                .filter(line -> line.length() > 66)
                .forEach(line -> expected.put(line.substring(66), line.substring(0, 64)));
        for (Map.Entry<String, String> one : expected.entrySet()) {
            if (!one.getValue().equals(found.get(one.getKey()))) {
                throw damaged(one.getKey());
            }
        }
        found.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw damaged(name);
                        });
    }

    private static String text(TarArchiveInputStream tar, TarArchiveEntry entry)
            throws IOException {
        if (entry.getSize() > LONGEST_TEXT) {
            throw new IOException("too long");
        }
        return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Unpacks what lies below a folder of the archive; only the owner may read it. */
    void extract(String folder, Path target) {
        String prefix = folder + "/";
        try (TarArchiveInputStream tar = open()) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                if (e.getName().startsWith(prefix)) {
                    PrivateFiles.directory(target);
                    Path to = target.resolve(e.getName().substring(prefix.length())).normalize();
                    if (!to.startsWith(target)) {
                        throw new IOException("outside of the archive: " + e.getName());
                    }
                    extract(tar, e, to, target);
                }
            }
        } catch (IOException e) {
            throw StartFailure.failed(
                    "备份无法解开: " + e.getMessage(),
                    "The backup cannot be unpacked: " + e.getMessage());
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry e, Path to, Path target)
            throws IOException {
        Path folder = e.isDirectory() ? to : to.getParent();
        for (Path p = folder; p.startsWith(target) && !p.equals(target); p = p.getParent()) {
            PrivateFiles.directory(p);
        }
        if (!e.isDirectory()) {
            PrivateFiles.create(to);
            try (OutputStream out = Files.newOutputStream(to)) {
                tar.transferTo(out);
            }
        }
    }

    private TarArchiveInputStream open() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return new TarArchiveInputStream(new GZIPInputStream(in, 1 << 16), "UTF-8");
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private StartFailure damaged(String name) {
        return StartFailure.refused(
                "备份 " + file + " 已损坏: " + name, "The backup " + file + " is damaged: " + name);
    }
}
