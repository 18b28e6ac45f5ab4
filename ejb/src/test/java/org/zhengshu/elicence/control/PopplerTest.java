package org.zhengshu.elicence.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Poppler as a reader that was written by others. */
class PopplerTest {
    @TempDir static Path folder;

    private static Path file;

    @BeforeAll
    static void sign() throws Exception {
        byte[] unsigned =
                new LicenceDocument(Licences.FONT).create(Licences.aLicence(), Licences.CREATED);
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
        byte[] unsigned =
                new LicenceDocument(Licences.FONT).create(Licences.aLicence(), Licences.CREATED);
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
        Raster page = Raster.of(rendered());

        assertThat(page.code()).isEqualTo(Licences.aLicence().code().toString());
    }

    /** Red where the ring and the star are, and the paper between them. */
    @Tag("LIC-6")
    @Test
    void theSealIsOnTheRenderedPage() throws Exception {
        Raster page = Raster.of(rendered());
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

    private static Path rendered() throws Exception {
        Path page = folder.resolve("page");
        run("pdftoppm", "-r", "150", "-singlefile", file.toString(), page.toString());
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
