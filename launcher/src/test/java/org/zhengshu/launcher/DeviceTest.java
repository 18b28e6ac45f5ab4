package org.zhengshu.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device without hardware: SoftHSM, from the Debian package softhsm2. */
class DeviceTest {
    private static final String PIN = "135790";
    private static final Path LIBRARY =
            Stream.of("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so")
                    .map(Path::of)
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("softhsm2 is not installed"));

    @TempDir private static Path tokens;
    @TempDir private Path data;

    @BeforeAll
    static void twoTokens() throws IOException, InterruptedException {
        Files.writeString(
                Path.of(System.getenv("SOFTHSM2_CONF")),
                "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
        for (String label : List.of("other", "node keys")) {
            Process made =
                    new ProcessBuilder(
                                    "softhsm2-util",
                                    "--init-token",
                                    "--free",
                                    "--label",
                                    label,
                                    "--pin",
                                    PIN,
                                    "--so-pin",
                                    "24681012")
                            .redirectErrorStream(true)
                            .start();
            String said =
                    new String(
                            made.getInputStream().readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
            assertThat(made.waitFor()).as(said).isZero();
        }
    }

    @Test
    void keysForStandardToolsAreMadeInTheDeviceAndStayThere() throws Exception {
        Device device = Device.open(LIBRARY, "node keys", PIN);
        Pki pki = Pki.of(data, Secrets.of(data), "test", Clock.systemUTC()).with(device);
        pki.prepare(List.of("localhost"));
        for (KeyUse use : KeyUse.values()) {
            KeyPlace place = pki.place(use);
            PrivateKey key = place.key();
            assertThat(key.getEncoded()).as(use.label()).isNull();
            assertThat(place.chain().orElseThrow()).hasSize(2);
            assertThat(data.resolve("pki").resolve(use.file())).doesNotExist();
        }
        Findings findings = new Findings();
        new CertificateCheck(data, Clock.systemUTC(), findings)
                .run(pki, Secrets.of(data).get("pki.password"));
        assertThat(findings.all()).isEmpty();
        X509Certificate before = pki.place(KeyUse.TLS).chain().orElseThrow().get(0);
        Pki again =
                Pki.of(data, Secrets.of(data), "test", Clock.systemUTC())
                        .with(Device.open(LIBRARY, "node keys", PIN));
        again.prepare(List.of("localhost"));
        assertThat(again.place(KeyUse.TLS).chain().orElseThrow().get(0)).isEqualTo(before);
    }

    @Test
    void aWrongLabelAndAWrongPinAreRefused() {
        assertThatThrownBy(() -> Device.open(LIBRARY, "nobody's", PIN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nobody's");
        assertThatThrownBy(() -> Device.open(LIBRARY, "other", "000000"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theProviderTakesThePlaceOfTheUnconfiguredOne() {
        assertThat(Device.registration(Path.of("/x/pkcs11.cfg")))
                .matches("security\\.provider\\.[0-9]+=SunPKCS11 /x/pkcs11\\.cfg\n");
    }
}
