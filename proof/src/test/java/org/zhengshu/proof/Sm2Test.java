package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sm2Test {
    private static final byte[] MESSAGE = "政枢".getBytes(StandardCharsets.UTF_8);
    private final ECPrivateKeyParameters key = Sm2.generateKey(new SecureRandom());
    private final ECPublicKeyParameters publicKey = Sm2.publicKey(key);

    @Test
    void aSignatureVerifiesOnlyForItsMessageAndItsKey() {
        byte[] signature = Sm2.sign(key, MESSAGE);
        assertThat(Sm2.verify(publicKey, MESSAGE, signature)).isTrue();
        assertThat(Sm2.verify(publicKey, new byte[] {1}, signature)).isFalse();
        ECPublicKeyParameters other = Sm2.publicKey(Sm2.generateKey(new SecureRandom()));
        assertThat(Sm2.verify(other, MESSAGE, signature)).isFalse();
    }

    @Test
    void noBitOfASignatureCanChange() {
        byte[] signature = Sm2.sign(key, MESSAGE);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Sm2.verify(publicKey, MESSAGE, changed)).isFalse();
        }
        assertThat(Sm2.verify(publicKey, MESSAGE, new byte[0])).isFalse();
    }

    /**
     * The example of GB/T 32918.5 appendix A.2 (GM/T 0003.5 annex A), over the curve of that part;
     * OpenSSL's test/sm2_internal_test.c has the same numbers.
     */
    @Test
    void theExampleOfGbT32918Verifies() {
        BigInteger d =
                new BigInteger(
                        "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8", 16);
        ECPublicKeyParameters known = Sm2.publicKey(new ECPrivateKeyParameters(d, Sm2.DOMAIN));
        assertThat(known.getQ().getAffineXCoord().toBigInteger().toString(16))
                .isEqualTo("9f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020");
        byte[] signature =
                HexFormat.of()
                        .parseHex(
                                "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                                        + "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");
        byte[] message = "message digest".getBytes(StandardCharsets.US_ASCII);
        assertThat(Sm2.verify(known, message, signature)).isTrue();
    }

    @Test
    void keysSurviveEncoding() {
        ECPrivateKeyParameters read = Sm2.decodePrivateKey(Sm2.encodePrivateKey(key));
        assertThat(read.getD()).isEqualTo(key.getD());
        assertThat(read.getParameters()).isSameAs(Sm2.DOMAIN);
        SubjectPublicKeyInfo info =
                SubjectPublicKeyInfo.getInstance(Sm2.encodePublicKey(publicKey));
        assertThat(Sm2.publicKey(info).getQ()).isEqualTo(publicKey.getQ());
        assertThat(Sm2.publicKey(info).getParameters()).isSameAs(Sm2.DOMAIN);
    }

    @Test
    void keysOfOtherCurvesAreRefused() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var other = generator.generateKeyPair();
        assertThatThrownBy(() -> Sm2.decodePrivateKey(other.getPrivate().getEncoded()))
                .isInstanceOf(ProofException.class);
        var info = SubjectPublicKeyInfo.getInstance(other.getPublic().getEncoded());
        assertThatThrownBy(() -> Sm2.publicKey(info)).isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> Sm2.decodePrivateKey(new byte[] {1, 2}))
                .isInstanceOf(ProofException.class);
    }

    @Test
    void opensslAgrees(@TempDir Path directory) throws Exception {
        assumeTrue(opensslHasSm2(), "openssl with SM2 is not installed, so it is not compared");
        pem(directory.resolve("key.pem"), "PRIVATE KEY", Sm2.encodePrivateKey(key));
        pem(directory.resolve("pub.pem"), "PUBLIC KEY", Sm2.encodePublicKey(publicKey));
        Path message = Files.write(directory.resolve("message"), MESSAGE);
        Path ours = Files.write(directory.resolve("ours"), Sm2.sign(key, MESSAGE));
        String id = "distid:1234567812345678";
        String in = message.toString();
        assertThat(
                        openssl(
                                "pkeyutl",
                                "-verify",
                                "-pubin",
                                "-inkey",
                                directory + "/pub.pem",
                                "-rawin",
                                "-digest",
                                "sm3",
                                "-in",
                                in,
                                "-sigfile",
                                ours.toString(),
                                "-pkeyopt",
                                id))
                .isZero();
        assertThat(
                        openssl(
                                "pkeyutl",
                                "-sign",
                                "-inkey",
                                directory + "/key.pem",
                                "-rawin",
                                "-digest",
                                "sm3",
                                "-in",
                                in,
                                "-out",
                                directory + "/theirs",
                                "-pkeyopt",
                                id))
                .isZero();
        byte[] theirs = Files.readAllBytes(directory.resolve("theirs"));
        assertThat(Sm2.verify(publicKey, MESSAGE, theirs)).isTrue();
    }

    private static boolean opensslHasSm2() throws InterruptedException {
        try {
            return openssl("ecparam", "-name", "SM2", "-noout") == 0;
        } catch (IOException e) {
            System.out.println("openssl is not there: " + e.getMessage());
            return false;
        }
    }

    private static int openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static void pem(Path file, String type, byte[] der) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        }
        Files.writeString(file, text.toString());
    }
}
