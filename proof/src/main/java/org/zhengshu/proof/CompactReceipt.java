package org.zhengshu.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;

/**
 * The compact form of a receipt (存证回执紧凑格式): DER (X.690) of the ASN.1 module in docs/receipt.md; it
 * says what the JSON says, and either form can be made from the other.
 */
final class CompactReceipt {
    /** The first byte: the tag of a SEQUENCE. */
    static final byte FIRST_BYTE = 0x30;

    private static final String PART = "receipt";
    private static final int VERSION = 1;
    private static final int MEMBERS = 9;
    private static final int REVOCATION = 0;
    private static final int TIMESTAMP = 1;
    private static final int COSIGNATURES = 2;
    private static final Map<HashAlgorithm, ASN1ObjectIdentifier> HASHES =
            Map.of(
                    HashAlgorithm.SM3, GMObjectIdentifiers.sm3,
                    HashAlgorithm.SHA_256, NISTObjectIdentifiers.id_sha256);

    private CompactReceipt() {}

    static byte[] encode(Receipt receipt) {
        Receipt.Position log = receipt.log();
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        log.path().forEach(path::writeBytes);
        ASN1EncodableVector members = new ASN1EncodableVector();
        members.add(new ASN1Integer(VERSION));
        members.add(new DEROctetString(CanonicalJson.encode(receipt.entry())));
        members.add(new DEROctetString(receipt.salt()));
        members.add(HASHES.get(log.hash()));
        members.add(new ASN1Integer(log.index()));
        members.add(new ASN1Integer(log.size()));
        members.add(new DEROctetString(path.toByteArray()));
        members.add(new DERUTF8String(receipt.checkpoint().text()));
        members.add(sequence(receipt.certificates(), DEROctetString::new));
        Completion completion = receipt.completion();
        if (!completion.revocation().isEmpty()) {
            members.add(tagged(REVOCATION, sequence(completion.revocation(), DEROctetString::new)));
        }
        completion
                .timestamp()
                .ifPresent(token -> members.add(tagged(TIMESTAMP, new DEROctetString(token))));
        if (!completion.cosignatures().isEmpty()) {
            members.add(tagged(COSIGNATURES, sequence(completion.lines(), DERUTF8String::new)));
        }
        return der(new DERSequence(members));
    }

    /** Reads it; only DER, and only what the JSON form can say too. */
    static Receipt parse(byte[] bytes) {
        try {
            Receipt receipt = read(ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(bytes)));
            if (!Arrays.equals(encode(receipt), bytes)) {
                throw new ProofException(PART, "is not in DER");
            }
            CanonicalJson.parse(receipt.encode());
            return receipt;
        } catch (ProofException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ProofException(PART, "is not of the compact form", e);
        }
    }

    private static Receipt read(ASN1Sequence members) {
        if (members.size() < MEMBERS || !integer(members.getObjectAt(0)).hasValue(VERSION)) {
            throw new ProofException(PART, "is not of version " + VERSION);
        }
        if (!(CanonicalJson.parse(octets(members.getObjectAt(1))) instanceof ObjectNode entry)) {
            throw new ProofException("entry", "is not a JSON object");
        }
        Receipt.Position position =
                new Receipt.Position(
                        hash(members.getObjectAt(3)),
                        integer(members.getObjectAt(4)).longValueExact(),
                        integer(members.getObjectAt(5)).longValueExact(),
                        path(octets(members.getObjectAt(6))));
        return new Receipt(
                entry,
                octets(members.getObjectAt(2)),
                position,
                SignedCheckpoint.parse(text(members.getObjectAt(7))),
                list(members.getObjectAt(8), CompactReceipt::octets),
                completion(members));
    }

    private static Completion completion(ASN1Sequence members) {
        List<byte[]> revocation = List.of();
        Optional<byte[]> timestamp = Optional.empty();
        List<SignedCheckpoint.Signature> cosignatures = List.of();
        Iterator<ASN1Encodable> rest = members.iterator();
        for (int i = 0; rest.hasNext(); i++) {
            ASN1Encodable member = rest.next();
            if (i < MEMBERS) {
                continue;
            }
            ASN1TaggedObject tagged = ASN1TaggedObject.getInstance(member);
            switch (tagged.getTagNo()) {
                case REVOCATION ->
                        revocation =
                                list(
                                        ASN1Sequence.getInstance(tagged, false),
                                        CompactReceipt::octets);
                case TIMESTAMP ->
                        timestamp =
                                Optional.of(ASN1OctetString.getInstance(tagged, false).getOctets());
                case COSIGNATURES ->
                        cosignatures =
                                list(
                                        ASN1Sequence.getInstance(tagged, false),
                                        line -> Completion.line(text(line)));
                default -> throw new ProofException(PART, "has an unknown member");
            }
        }
        return new Completion(revocation, timestamp, cosignatures);
    }

    private static HashAlgorithm hash(ASN1Encodable value) {
        ASN1ObjectIdentifier oid = ASN1ObjectIdentifier.getInstance(value);
        return HASHES.entrySet().stream()
                .filter(known -> known.getValue().equals(oid))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new ProofException("hash", "is neither SM3 nor SHA-256"));
    }

    private static List<byte[]> path(byte[] joined) {
        if (joined.length % HashAlgorithm.LENGTH != 0) {
            throw new ProofException("log.path", "has a wrong length");
        }
        List<byte[]> path = new ArrayList<>();
        for (int from = 0; from < joined.length; from += HashAlgorithm.LENGTH) {
            path.add(Arrays.copyOfRange(joined, from, from + HashAlgorithm.LENGTH));
        }
        return path;
    }

    private static <T> DERSequence sequence(List<T> values, Function<T, ASN1Encodable> encoder) {
        return new DERSequence(values.stream().map(encoder).toArray(ASN1Encodable[]::new));
    }

    private static DERTaggedObject tagged(int tag, ASN1Encodable value) {
        return new DERTaggedObject(false, tag, value);
    }

    private static <T> List<T> list(ASN1Encodable value, Function<ASN1Encodable, T> reader) {
        List<T> values = new ArrayList<>();
        ASN1Sequence.getInstance(value).forEach(item -> values.add(reader.apply(item)));
        return values;
    }

    private static ASN1Integer integer(ASN1Encodable value) {
        return ASN1Integer.getInstance(value);
    }

    private static byte[] octets(ASN1Encodable value) {
        return ASN1OctetString.getInstance(value).getOctets();
    }

    private static String text(ASN1Encodable value) {
        return ASN1UTF8String.getInstance(value).getString();
    }

    private static byte[] der(DERSequence sequence) {
        try {
            return sequence.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a receipt always has a DER form", e);
        }
    }
}
