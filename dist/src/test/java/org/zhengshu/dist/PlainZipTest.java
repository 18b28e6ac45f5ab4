package org.zhengshu.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;

class PlainZipTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 1, 0, 0);
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @Test
    void modesAndTimesOfTheBuildersMachineAreLeftOut() throws IOException {
        byte[] one = ear(0100644, 1_000_000_000_000L);
        byte[] other = ear(0100600, 1_700_000_000_000L);
        assertThat(one).isNotEqualTo(other);
        byte[] plain = PlainZip.of(one, TIME);
        assertThat(PlainZip.of(other, TIME)).isEqualTo(plain);
        assertThat(PlainZip.of(plain, TIME)).isEqualTo(plain);
        try (ZipInputStream ear = new ZipInputStream(new ByteArrayInputStream(plain))) {
            assertThat(ear.getNextEntry().getName()).isEqualTo("zhengshu-ejb.jar");
            ZipInputStream jar = new ZipInputStream(ear);
            assertThat(jar.getNextEntry().getName()).isEqualTo("A.class");
            assertThat(jar.readAllBytes()).isEqualTo(TEXT);
        }
    }

    @Test
    void librariesOfOthersStayAsTheyAre() {
        assertThat(PlainZip.isOwn("lib/zhengshu-launcher-0.1.0.jar")).isTrue();
        assertThat(PlainZip.isOwn("zhengshu.ear")).isTrue();
        assertThat(PlainZip.isOwn("lib/fastcsv-4.1.0.jar")).isFalse();
        assertThat(PlainZip.isOwn("docs/zhengshu.md")).isFalse();
    }

    private static byte[] ear(int mode, long time) throws IOException {
        return zip("zhengshu-ejb.jar", zip("A.class", TEXT, mode, time), mode, time);
    }

    private static byte[] zip(String name, byte[] content, int mode, long time) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry entry = new ZipArchiveEntry(name);
            entry.setUnixMode(mode);
            entry.setTime(time);
            zip.putArchiveEntry(entry);
            zip.write(content);
            zip.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
