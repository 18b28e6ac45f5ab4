package org.zhengshu.kernel.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;
import org.zhengshu.signature.boundary.AnswerKey;
import org.zhengshu.signature.boundary.ContentDigest;
import org.zhengshu.signature.boundary.HttpMessage;
import org.zhengshu.signature.boundary.HttpSignature;

/**
 * Digest and signature of answers for callers who want them (应答签名), RFC 9530 and RFC 9421: over the
 * status, the digest of the body and the receipt, by the key in {@code /api/v1/jwks.json}.
 */
@ApplicationScoped
public class SignedAnswers {
    private static final List<String> COVERED =
            List.of("@status", "content-digest", "zhengshu-receipt");
    private static final int MOST_NONCE = 128;

    @Inject private AnswerKey key;
    @Inject private Clock clock;

    /**
     * How the caller wants the answer signed (签名要求), RFC 9421 section 5.
     *
     * @param nonce what he wants to find in it; empty for nothing
     */
    record Wish(String label, Optional<String> nonce) {
        static final Wish PLAIN = new Wish("sig", Optional.empty());

        /** What Accept-Signature says; what cannot be read asks for a signature all the same. */
        static Wish of(List<String> lines) {
            try {
                Map<String, ListElement<?>> wanted = new Parser(lines).parseDictionary().get();
                for (Map.Entry<String, ListElement<?>> one : wanted.entrySet()) {
                    if (one.getValue() instanceof InnerList list) {
                        return new Wish(one.getKey(), nonce(list));
                    }
                }
            } catch (ParseException e) {
                return PLAIN;
            }
            return PLAIN;
        }

        private static Optional<String> nonce(InnerList list) {
            return list.getParams().get("nonce") instanceof StringItem text
                            && text.get().length() <= MOST_NONCE
                    ? Optional.of(text.get())
                    : Optional.empty();
        }
    }

    /** Adds the digest of the body. */
    void digest(MultivaluedMap<String, Object> headers, byte[] body) {
        headers.putSingle("Content-Digest", ContentDigest.header(body));
    }

    /** Adds a signature over what of the three is there. */
    void sign(MultivaluedMap<String, Object> headers, int status, Wish wish) {
        Map<String, String> values =
                headers.entrySet().stream()
                        .filter(e -> COVERED.contains(lower(e.getKey())))
                        .collect(
                                Collectors.toMap(
                                        e -> lower(e.getKey()),
                                        e -> e.getValue().get(0).toString()));
        String covered =
                COVERED.stream()
                        .filter(name -> name.startsWith("@") || values.containsKey(name))
                        .map(name -> '"' + name + '"')
                        .collect(Collectors.joining(" ", "(", ")"));
        String nonce =
                wish.nonce().map(n -> ";nonce=" + StringItem.valueOf(n).serialize()).orElse("");
        HttpSignature signature =
                HttpSignature.of(
                        wish.label(),
                        covered
                                + ";created="
                                + clock.instant().getEpochSecond()
                                + nonce
                                + ";keyid=\""
                                + key.id()
                                + '"');
        byte[] base =
                signature.base(
                        HttpMessage.answer(
                                status,
                                name ->
                                        values.containsKey(name)
                                                ? List.of(values.get(name))
                                                : List.of()));
        headers.putSingle("Signature-Input", signature.inputHeader());
        headers.putSingle(
                "Signature",
                wish.label() + "=:" + Base64.getEncoder().encodeToString(key.sign(base)) + ":");
    }

    private static String lower(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }
}
