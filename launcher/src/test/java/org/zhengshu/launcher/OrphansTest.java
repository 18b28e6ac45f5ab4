package org.zhengshu.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {
    @TempDir Path directory;

    @Test
    void aLivingProcessWithOurArgumentIsFoundAndStopped() throws IOException {
        Process process = new ProcessBuilder("sleep", "3601").start();
        Path file = write(Long.toString(process.pid()));

        assertThat(Orphans.find(file, "3601")).contains(process.toHandle());
        Orphans.stop(process.toHandle(), 5);

        assertThat(process.isAlive()).isFalse();
        assertThat(Orphans.find(file, "3601")).isEmpty();
    }

    @Test
    void aForeignProcessUnderTheSameNumberIsLeftAlone() throws IOException {
        Process process = new ProcessBuilder("sleep", "3602").start();
        try {
            assertThat(Orphans.find(write(process.pid() + "\n/data\n"), "/data")).isEmpty();
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aMissingOrDamagedFileNamesNoProcess() throws IOException {
        assertThat(Orphans.pid(directory.resolve("none"))).isEmpty();
        assertThat(Orphans.pid(write(""))).isEmpty();
        assertThat(Orphans.pid(write("no number"))).isEmpty();
        assertThat(Orphans.pid(write(" 42 \nrest"))).contains(42L);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("some.pid"), text);
    }
}
