package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CompactReceiptTest {
    /** All bytes take minutes; each run takes others. */
    private static final int SAMPLED = 8;

    private final CompleteReceipt complete = new CompleteReceipt();

    @Test
    void everyFormGivesEveryOtherByteForByte() {
        List<Receipt> receipts =
                List.of(
                        complete.first,
                        complete.receipt(),
                        complete.stamped(complete.stamp()),
                        complete.listed(Optional.empty(), new byte[] {1}),
                        complete.cosigned(complete.cosignature(complete.witness)));
        for (Receipt receipt : receipts) {
            byte[] json = receipt.encode();
            byte[] compact = receipt.encodeCompact();
            byte[] header = receipt.toHeader().getBytes(StandardCharsets.US_ASCII);
            assertThat(compact.length).isLessThan(json.length);
            for (byte[] form : List.of(json, compact, header)) {
                Receipt read = Receipt.parse(form);
                assertThat(read.encode()).isEqualTo(json);
                assertThat(read.encodeCompact()).isEqualTo(compact);
            }
        }
    }

    @Test
    @Tag("PRF-1")
    void noByteCanChangeUnnoticed() {
        byte[] bytes = complete.receipt().encodeCompact();
        assertThat(isSpotless(bytes)).isTrue();
        long seed = System.nanoTime();
        int start = new Random(seed).nextInt(SAMPLED);
        List<Integer> unnoticed =
                IntStream.range(0, bytes.length)
                        .parallel()
                        .filter(i -> i % SAMPLED == start)
                        .filter(i -> isSpotless(flipped(bytes, i)))
                        .boxed()
                        .toList();
        assertThat(unnoticed).as("seed " + seed).isEmpty();
    }

    /** Every check passed, the witness given; who hides its line behind another name is seen. */
    private boolean isSpotless(byte[] bytes) {
        return complete.verify(bytes, complete.witness.key()).checks().stream()
                .allMatch(check -> check.outcome() == Check.Outcome.PASS);
    }

    @Test
    void truncatedAndLongerFilesAreRefused() {
        byte[] bytes = complete.receipt().encodeCompact();
        for (int length = 0; length < bytes.length; length++) {
            refuse(Arrays.copyOf(bytes, length));
        }
        refuse(Arrays.copyOf(bytes, bytes.length + 1));
        refuse(new byte[3 << 20]);
    }

    @Test
    void onlyDerIsRead() throws IOException {
        ASN1Encodable[] members = members(complete.receipt());
        refuse(new BERSequence(members).getEncoded("BER"));
        byte[] bytes = complete.first.encodeCompact();
        assertThat(bytes[1]).isEqualTo((byte) 0x82);
        ByteArrayOutputStream longLength = new ByteArrayOutputStream();
        longLength.writeBytes(new byte[] {0x30, (byte) 0x83, 0});
        longLength.write(bytes, 2, bytes.length - 2);
        refuse(longLength.toByteArray());
        byte[] deep = new byte[1 << 20];
        for (int i = 0; i < deep.length; i++) {
            deep[i] = (byte) (i % 2 == 0 ? 0x30 : 0x80);
        }
        refuse(deep);
    }

    @Test
    void wrongTypesAndMembersAreRefused() throws IOException {
        ASN1Encodable[] members = members(complete.receipt());
        for (int i = 0; i < members.length; i++) {
            for (ASN1Encodable wrong :
                    List.of(
                            DERNull.INSTANCE,
                            new ASN1Integer(7),
                            new ASN1Integer(-1),
                            new DERUTF8String("x"),
                            new DEROctetString(new byte[3]),
                            new DERSequence(),
                            new DERTaggedObject(false, 0, new DERSequence()),
                            new DERTaggedObject(false, 3, new DERSequence()))) {
                ASN1Encodable[] changed = members.clone();
                changed[i] = wrong;
                boolean stillAReceipt =
                        wrong instanceof ASN1Integer number
                                        && number.hasValue(7)
                                        && (i == 4 || i == 5)
                                || i == 8 && wrong instanceof DERSequence;
                if (!stillAReceipt) {
                    refuse(new DERSequence(changed).getEncoded("DER"));
                }
            }
            List<ASN1Encodable> fewer = new ArrayList<>(List.of(members));
            fewer.remove(i);
            if (i < 9) {
                refuse(sequence(fewer));
            }
            List<ASN1Encodable> twice = new ArrayList<>(List.of(members));
            twice.add(i, members[i]);
            refuse(sequence(twice));
        }
        List<ASN1Encodable> swapped = new ArrayList<>(List.of(members));
        swapped.add(9, swapped.remove(10));
        refuse(sequence(swapped));
    }

    @Test
    void anEntryThatIsNotCanonicalIsRefused() throws IOException {
        for (String entry : List.of("{ }", "[]", "1", "{\"b\":1,\"a\":2}", "{\"a\":1,\"a\":1}")) {
            ASN1Encodable[] members = members(complete.first);
            members[1] = new DEROctetString(entry.getBytes(StandardCharsets.UTF_8));
            refuse(new DERSequence(members).getEncoded("DER"));
        }
    }

    @Test
    @Tag("PRF-4")
    void whatTheOtherFormCannotHoldIsRefused() {
        ObjectNode entry = TestLog.entry(TestLog.MESSAGE, "body");
        ArrayNode level = entry.putArray("deep");
        for (int i = 0; i < CanonicalJson.MAX_DEPTH - 2; i++) {
            level = level.addArray();
        }
        refuse(with(entry).encodeCompact());
        ObjectNode large = TestLog.entry(TestLog.MESSAGE, "body");
        large.put("large", "x".repeat(CanonicalJson.MAX_BYTES - 1000));
        refuse(with(large).encodeCompact());
    }

    private Receipt with(ObjectNode entry) {
        TestLog log = complete.log;
        return log.receipt(HashAlgorithm.SM3, entry, log.certificates(), log.signers);
    }

    private static ASN1Encodable[] members(Receipt receipt) throws IOException {
        byte[] bytes = receipt.encodeCompact();
        return ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(bytes)).toArray();
    }

    private static byte[] sequence(List<ASN1Encodable> members) throws IOException {
        return new DERSequence(members.toArray(ASN1Encodable[]::new)).getEncoded("DER");
    }

    private static void refuse(byte[] bytes) {
        assertThatThrownBy(() -> Receipt.parse(bytes)).isInstanceOf(ProofException.class);
    }

    private static byte[] flipped(byte[] bytes, int position) {
        byte[] copy = bytes.clone();
        copy[position] ^= (byte) (1 << position % 8);
        return copy;
    }
}
