package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes of a check is said in both languages. */
class PdfWordingTest {
    private static final Instant AT = Instant.parse("2026-11-21T00:00:00Z");
    private static final Path RESOURCES = Path.of("src", "test", "resources", "pdf");

    @Test
    void everyOutcomeIsSaidInBothLanguages() throws Exception {
        byte[] licence = Files.readAllBytes(RESOURCES.resolve("licence.pdf"));
        TrustAnchors anchors = TrustAnchors.fromPem(RESOURCES.resolve("root.pem"));
        List<Check> checks =
                new ArrayList<>(PdfVerifier.examine(licence, anchors, AT).report().checks());
        checks.addAll(PdfVerifier.examine(licence, anchors, Instant.EPOCH).report().checks());
        checks.addAll(PdfVerifier.examine(new byte[0], anchors, AT).report().checks());
        long seed = System.nanoTime();
        System.out.println("[PdfWordingTest] seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            byte[] changed = licence.clone();
            changed[random.nextInt(changed.length)] ^= 1 << random.nextInt(8);
            checks.addAll(PdfVerifier.examine(changed, anchors, AT).report().checks());
        }
        for (Check check : checks) {
            Wording wording = Wording.of(check);
            assertThat(wording).as("%s", check).isNotNull();
            assertThat(wording.zh()).as("%s", check).containsPattern("\\p{IsHan}");
            assertThat(wording.en()).as("%s", check).matches("[ -~]+");
        }
        assertThat(checks).extracting(Check::outcome).contains(Check.Outcome.FAIL);
    }

    /** A passed check says something else than a failed one. */
    @Test
    void successAndFailureAreToldApart() {
        for (String name : List.of(PdfChecks.DIGEST, PdfChecks.CERTIFICATE, PdfChecks.CONTENT)) {
            assertThat(Wording.of(Check.pass(name, "")))
                    .isNotEqualTo(Wording.of(Check.fail(name, "")));
        }
    }
}
