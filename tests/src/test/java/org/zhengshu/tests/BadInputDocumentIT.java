package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** Documents that are none, or that would burst: a check says no, it never fails or stores. */
class BadInputDocumentIT {
    private final Node node = Node.shared();
    private final BadInputNode inside = new BadInputNode(node);
    private final BadInputCheck check = new BadInputCheck(node);

    private void invalid(byte[] document) {
        Map<String, Long> tables = inside.tables();
        long length = inside.logLength();
        Reply reply =
                Rest.nobody(node)
                        .post(
                                "/api/v1/verifications",
                                "{\"document\":\""
                                        + Base64.getEncoder().encodeToString(document)
                                        + "\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonNode view = reply.json();
        assertThat(view.get("valid").asBoolean()).isFalse();
        assertThat(view.get("registered").asBoolean()).isFalse();
        assertThat(view.get("checks").toString()).contains("FAIL");
        assertThat(inside.logSince(length)).as("one line").hasSize(1);
        assertThat(inside.tables()).isEqualTo(tables);
        check.goodCalls();
    }

    @Test
    void randomBytes() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int size : new int[] {1, 10, 1000, 100_000}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            invalid(bytes);
        }
    }

    @Test
    void zipAndText() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("../../etc/passwd"));
            zip.write(new byte[1 << 20]);
        }
        invalid(bytes.toByteArray());
        invalid("%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
        invalid("hello".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aLicenceWithOneByteChangedAnywhere() throws IOException {
        byte[] licence =
                Files.readAllBytes(
                        Node.project().resolve("proof/src/test/resources/pdf/licence.pdf"));
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 10; i++) {
            byte[] changed = licence.clone();
            changed[random.nextInt(changed.length)] ^= 0x20;
            invalid(changed);
        }
        invalid(Arrays.copyOf(licence, licence.length / 2));
    }

    /** A stream that unpacks to gigabytes, once and nested. */
    @Test
    void aBomb() throws IOException {
        byte[] once = deflated(new byte[64 << 20], 16);
        invalid(pdf(once, "/FlateDecode"));
        invalid(pdf(deflated(once, 1), "[/FlateDecode /FlateDecode]"));
    }

    /** A tree of pages that is its own parent, and deep arrays. */
    @Test
    void endlessTrees() {
        invalid(
                pdfOf(
                        "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"
                                + "2 0 obj <</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>> endobj\n"));
        invalid(
                pdfOf(
                        "1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields"
                                + "[".repeat(50_000)
                                + "]".repeat(50_000)
                                + ">> >> endobj\n2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj\n"));
    }

    @Test
    void tooLargeADocument() {
        invalid(new byte[(20 << 20) + 1]);
    }

    @Test
    void noDocument() {
        BadInputClient nobody = BadInputClient.nobody(node);
        check.refused(
                "kernel/invalid-input",
                "document",
                l -> nobody.post(l, "/api/v1/verifications", "{}"));
        check.refused(
                "kernel/malformed",
                "document",
                l -> nobody.post(l, "/api/v1/verifications", "{\"document\":\"§§§\"}"));
    }

    private static byte[] deflated(byte[] block, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out =
                new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            for (int i = 0; i < times; i++) {
                out.write(block);
            }
        }
        return bytes.toByteArray();
    }

    /** A document whose metadata and object stream is the given one. */
    private static byte[] pdf(byte[] stream, String filter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ("%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R/Metadata 3 0 R>> endobj\n"
                                + "2 0 obj <</Type/Pages/Kids[4 0 R]/Count 1>> endobj\n"
                                + "4 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 3 0 R>> endobj\n"
                                + "3 0 obj <</Type/ObjStm/N 1000000/First 8000000/Filter "
                                + filter
                                + "/Length "
                                + stream.length
                                + ">> stream\n")
                        .getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(stream);
        out.writeBytes(
                "\nendstream endobj\ntrailer <</Root 1 0 R/Size 5>>\n%%EOF\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static byte[] pdfOf(String objects) {
        return ("%PDF-1.7\n" + objects + "trailer <</Root 1 0 R/Size 3>>\n%%EOF\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
