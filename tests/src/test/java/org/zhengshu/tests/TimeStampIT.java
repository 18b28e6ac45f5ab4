package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.proof.Receipt;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** The built-in time-stamp authority and completed receipts, checked with openssl and proof.jar. */
class TimeStampIT {
    private final Node node = Node.shared();
    private final Path roots = node.data().resolve("root.pem");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "sha384", "sha512", "sm3"})
    @Tag("SIG-2")
    void opensslAcceptsATimeStampFromTheOpenDoor(String digest) throws Exception {
        Path data = Files.writeString(folder.resolve("data"), "政务数据\n");
        Path query = folder.resolve("query.tsq");
        Path reply = folder.resolve("reply.tsr");
        done("openssl", "ts", "-query", "-data", data, "-" + digest, "-cert", "-out", query);
        done(
                "curl",
                "-sS",
                "--fail",
                "-H",
                "Content-Type: application/timestamp-query",
                "--data-binary",
                "@" + query,
                "-o",
                reply,
                node.http() + "/pki/tsa");
        assertThat(done("openssl", "ts", "-reply", "-in", reply, "-text"))
                .contains("Status: Granted.", "Accuracy: 0x01 seconds");
        assertThat(
                        done(
                                "openssl",
                                "ts",
                                "-verify",
                                "-queryfile",
                                query,
                                "-in",
                                reply,
                                "-CAfile",
                                p256()))
                .contains("Verification: OK");
        Files.writeString(data, "政务数据!\n");
        assertThat(
                        run(
                                        "openssl", "ts", "-verify", "-data", data, "-in", reply,
                                        "-CAfile", p256())
                                .exit())
                .isNotZero();
    }

    @Test
    @Tag("SIG-3")
    void whatIsNoRequestGetsAStatusOrIsNotRead() throws Exception {
        Path reply = folder.resolve("reply.tsr");
        done(
                "curl",
                "-sS",
                "--fail",
                "-H",
                "Content-Type: application/timestamp-query",
                "-d",
                "nonsense",
                "-o",
                reply,
                node.http() + "/pki/tsa");
        assertThat(done("openssl", "ts", "-reply", "-in", reply, "-text"))
                .contains("Status: Rejected.", "the data submitted has the wrong format");
        Reply other = Rest.nobody(node).post("/pki/tsa", "{}");
        assertThat(other.status()).isEqualTo(415);
        assertThat(Rest.nobody(node).get("/pki/tsa").status()).isEqualTo(405);
    }

    @Test
    @Tag("SIG-4")
    void everybodyGetsTheRevocationLists() throws Exception {
        Reply reply = Rest.nobody(node).get("/pki/root-p256.crl");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/pkix-crl");
        assertThat(reply.header("Cache-Control")).contains("max-age");
        Path list = Files.write(folder.resolve("list.crl"), reply.bytes());
        assertThat(
                        done(
                                "openssl", "crl", "-inform", "DER", "-in", list, "-noout",
                                "-CAfile", p256()))
                .contains("verify OK");
        assertThat(Rest.nobody(node).get("/pki/root-sm2.crl").status()).isEqualTo(200);
        assertThat(Rest.nobody(node).get("/pki/other.crl").status()).isEqualTo(404);
        assertThat(Rest.nobody(node).get("/root-sm2.crl").status()).isEqualTo(404);
    }

    @Test
    @Tag("AUD-31")
    @Tag("AUD-34")
    void aReceiptIsCompletedAndCheckedWithoutTheServer() throws Exception {
        Rest caller = Rest.system(node, "rest-permit");
        Reply answered = caller.get("/api/v1/departments");
        CompletedReceipt receipt = CompletedReceipt.await(caller, answered);
        assertThat(receipt.verify(node.anchors()).checks())
                .allSatisfy(
                        c -> assertThat(c.outcome().name()).as(c.toString()).isIn("PASS", "OPEN"));
        assertThat(outcome(receipt, "timestamp")).isEqualTo("PASS");
        assertThat(outcome(receipt, "revocation")).isEqualTo("PASS");
        assertThat(Receipt.parse(receipt.compact()).encode()).isEqualTo(receipt.completed());

        Path message = Files.write(folder.resolve("message"), receipt.message());
        Path json = Files.write(folder.resolve("receipt.json"), receipt.completed());
        Path compact = Files.write(folder.resolve("receipt.der"), receipt.compact());
        for (Path form : List.of(json, compact)) {
            ChainProcess.Outcome proof =
                    ChainProcess.proof(
                            "verify", "--trust", roots, "--message", message, "--receipt", form);
            assertThat(proof.exit()).as(proof.text()).isZero();
        }
        Path note = Files.write(folder.resolve("note"), receipt.note());
        Path token = Files.write(folder.resolve("token"), receipt.token());
        assertThat(
                        done(
                                "openssl",
                                "ts",
                                "-verify",
                                "-data",
                                note,
                                "-in",
                                token,
                                "-token_in",
                                "-CAfile",
                                p256()))
                .contains("Verification: OK");
    }

    private String outcome(CompletedReceipt receipt, String check) {
        return receipt.verify(node.anchors()).checks().stream()
                .filter(c -> c.name().equals(check))
                .map(c -> c.outcome().name())
                .findFirst()
                .orElseThrow();
    }

    /** OpenSSL 3.0 does not read the SM2 root beside it. */
    private Path p256() throws Exception {
        return Files.copy(
                node.data().resolve("pki/root-p256.pem"),
                folder.resolve("root-p256.pem"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String done(Object... command) {
        ChainProcess.Outcome outcome = run(command);
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        return outcome.text();
    }

    private static ChainProcess.Outcome run(Object... command) {
        return ChainProcess.run(List.of(), command);
    }
}
