package org.zhengshu.elicence.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.kernel.boundary.PublicAddress;

/** Poppler as a reader that was written by others. */
class PopplerTest {
    /** Dots of an inch. */
    private static final int PRINTED = 150;

    @TempDir static Path folder;

    private static Path file;

    @BeforeAll
    static void sign() throws Exception {
        byte[] unsigned = Licences.document().create(Licences.aLicence(), Licences.CREATED);
        file = folder.resolve("licence.pdf");
        Files.write(file, TestPki.p256().signer().sign(unsigned, Licences.WORDS, Licences.SEAL));
    }

    @Test
    void pdfsigFindsTheSignatureValidOverTheWholeFile() throws Exception {
        assertThat(run("pdfsig", "-nocert", file.toString()))
                .contains("Signature is Valid", "Total document signed", "ETSI.CAdES.detached");
    }

    @Test
    void pdfsigFindsAnRsaSignatureValid() throws Exception {
        Path other = folder.resolve("rsa.pdf");
        byte[] unsigned = Licences.document().create(Licences.aLicence(), Licences.CREATED);
        Files.write(other, TestPki.rsa().signer().sign(unsigned, Licences.WORDS, Licences.SEAL));

        assertThat(run("pdfsig", "-nocert", other.toString())).contains("Signature is Valid");
    }

    @Test
    void pdftotextExtractsTheChineseText() throws Exception {
        assertThat(run("pdftotext", "-enc", "UTF-8", file.toString(), "-"))
                .contains("营业执照", "辽宁政枢数据服务有限公司", "经营范围", "欧阳一人", "人民币壹仟万元整");
    }

    @Test
    void theCodeIsReadFromTheRenderedPage() throws Exception {
        Raster page = Raster.of(rendered(file, PRINTED));

        assertThat(page.code()).isEqualTo(Licences.aLicence().code().toString());
    }

    /** What a camera opens, at the resolution of an office printer and at half of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://zwgx.example.gov.cn",
                "https://[2001:db8:1234:5678:9abc:def0:1234:5678]:18443",
                "https://dzzz.shichangjianguan.hunnanqu.shenyangshi.example-of-the-longest.gov.cn:18443"
            })
    void theAddressIsReadFromTheRenderedPage(String node) throws Exception {
        LicenceDocument document =
                new LicenceDocument(Licences.FONT, Optional.of(PublicAddress.of(node)));
        Path other = folder.resolve("address.pdf");
        Files.write(other, document.create(Licences.aLicence(), Licences.CREATED));
        String expected = node + "/verify?code=" + Licences.aLicence().code();

        for (int dots : new int[] {PRINTED, 2 * PRINTED}) {
            assertThat(Raster.of(rendered(other, dots)).code()).isEqualTo(expected);
        }
    }

    /** Red where the ring and the star are, and the paper between them. */
    @Tag("LIC-6")
    @Test
    void theSealIsOnTheRenderedPage() throws Exception {
        Raster page = Raster.of(rendered(file, PRINTED));
        float x = LicencePages.SEAL.getLowerLeftX() + SealPicture.DIAMETER / 2;
        float y = LicencePages.SEAL.getLowerLeftY() + SealPicture.DIAMETER / 2;
        float ring = SealPicture.DIAMETER / 2 - 1.7f;

        assertThat(page.isRed(x, y)).isTrue();
        for (int degrees = 0; degrees < 360; degrees += 15) {
            double angle = Math.toRadians(degrees);
            assertThat(page.isRed(x + ring * Math.sin(angle), y + ring * Math.cos(angle)))
                    .as("ring at %d degrees", degrees)
                    .isTrue();
        }
        assertThat(page.isRed(x, y - SealPicture.DIAMETER / 4)).isFalse();
    }

    private static Path rendered(Path pdf, int dots) throws Exception {
        Path page = folder.resolve("page");
        run("pdftoppm", "-r", "" + dots, "-singlefile", pdf.toString(), page.toString());
        return folder.resolve("page.ppm");
    }

    private static String run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            String reason = command[0] + " (poppler-utils) is not installed: not compared";
            System.out.println(reason);
            assumeTrue(false, reason);
            return "";
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
