package org.zhengshu.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final Instant TIME = Instant.parse("2026-11-01T00:00:00Z");
    private static final String LONG =
            "wildfly/modules/" + "a-very-long-name/".repeat(12) + "x.jar";

    @TempDir private Path folder;

    @Test
    void theSameFilesGiveTheSameBytesWhateverTheirTimes() throws IOException {
        Path one = write("one", 1);
        Path other = write("other", 2_000_000_000L);
        assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(other));
    }

    @Test
    void entriesAreSortedOwnedByRootAndOfOneTime() throws IOException {
        List<TarArchiveEntry> entries = entries(write("one", 1));
        List<String> files =
                entries.stream().filter(e -> !e.isDirectory()).map(e -> e.getName()).toList();
        assertThat(files).isSorted().contains("z-1/" + LONG, "z-1/docs/安装.md");
        assertThat(entries)
                .allSatisfy(
                        e -> {
                            assertThat(e.getLongUserId()).isZero();
                            assertThat(e.getLongGroupId()).isZero();
                            assertThat(e.getLastModifiedTime().toInstant()).isEqualTo(TIME);
                        });
    }

    @Test
    void onlyProgramsMayBeExecuted() throws IOException {
        for (TarArchiveEntry entry : entries(write("one", 1))) {
            boolean program = entry.isDirectory() || entry.getName().equals("z-1/bin/zhengshu");
            assertThat(entry.getMode() & 0777).as(entry.getName()).isEqualTo(program ? 0755 : 0644);
        }
    }

    @Test
    void sumsAreAsSha256sumReadsThem() throws IOException {
        SortedMap<String, Archive.Content> files = new TreeMap<>();
        files.put("empty", () -> new byte[0]);
        assertThat(Packer.sums(files))
                .isEqualTo(
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  empty\n");
    }

    @Test
    void aPartThatIsMissingIsAnError() {
        assertThatThrownBy(() -> Contents.of(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("build the project first");
    }

    private Path write(String name, long time) throws IOException {
        SortedMap<String, Archive.Content> files = new TreeMap<>();
        for (String file : List.of("bin/zhengshu", "docs/安装.md", LONG, "LICENSE")) {
            Path source = folder.resolve(name).resolve(file);
            Files.createDirectories(source.getParent());
            Files.writeString(source, file, StandardCharsets.UTF_8);
            Files.setLastModifiedTime(source, FileTime.fromMillis(time));
            files.put(file, () -> Files.readAllBytes(source));
        }
        Path archive = folder.resolve(name + ".tar.gz");
        new Archive("z-1", TIME).write(archive, files);
        return archive;
    }

    private static List<TarArchiveEntry> entries(Path archive) throws IOException {
        List<TarArchiveEntry> entries = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(in, "UTF-8")) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                entries.add(e);
            }
        }
        return entries;
    }
}
