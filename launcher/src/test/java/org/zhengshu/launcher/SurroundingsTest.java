package org.zhengshu.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
    @TempDir Path directory;

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        Ports free = Ports.free();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports =
                    new Ports(
                            free.http(), taken.getLocalPort(), free.management(), free.database());

            assertThatThrownBy(() -> ports.requireFree("127.0.0.1", "127.0.0.1"))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("--https-port");
        }
        assertThatCode(() -> free.requireFree("127.0.0.1", "127.0.0.1")).doesNotThrowAnyException();
    }

    @Test
    void freePortsAreDifferent() {
        Ports ports = Ports.free();

        assertThat(IntStream.of(ports.http(), ports.https(), ports.management(), ports.database()))
                .doesNotHaveDuplicates();
    }

    @Test
    void aSecondInstanceOnTheSameDataIsRefusedUntilTheFirstEnds() {
        try (DataLock first = DataLock.take(directory)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> DataLock.take(directory)).isInstanceOf(StartFailure.class);
        }
        DataLock.take(directory).close();
    }

    @Test
    void secretsAreMadeOnceAndStay() throws IOException {
        String password = Secrets.of(directory).get("db.password");

        assertThat(password).hasSizeGreaterThanOrEqualTo(32);
        assertThat(Secrets.of(directory).get("db.password")).isEqualTo(password);
        Files.writeString(directory.resolve("secrets.properties"), "db.password=kept\n");
        assertThat(Secrets.of(directory).get("db.password")).isEqualTo("kept");
        assertThat(Secrets.of(directory).get("pki.password")).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void theInnermostCauseOfAFailureIsShown() {
        String report =
                "{\"WFLYCTL0080: Failed services\" => {\"unit\" => \"Failed to start service\\n"
                        + "    Caused by: java.lang.RuntimeException: outer\\n"
                        + "    Caused by: java.lang.IllegalStateException: inner 原因\\\"}}";

        assertThat(FailureCause.of(report)).contains("java.lang.IllegalStateException: inner 原因");
        assertThat(FailureCause.of("WFLYCTL0063: rolled back")).isEmpty();
    }
}
