package org.zhengshu.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.zhengshu.identity.control.CredentialStore;
import org.zhengshu.identity.control.SignedDifferently;
import org.zhengshu.kernel.boundary.Connection.Covered;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.signature.boundary.HttpMessage;
import org.zhengshu.signature.boundary.HttpSignature;
import org.zhengshu.signature.boundary.HttpSignatureCheck;

/**
 * Says in what a refused signature differs from the request as it came (签名诊断). What was signed is
 * told only when the registered key did sign it, so that nobody but its holder learns anything.
 */
@ApplicationScoped
public class SignatureDiagnosis {
    /** In which a caller may send the text that it signed, in Base64. */
    private static final String OWN_BASE = "Zhengshu-Signature-Base";

    private static final int LONGEST_BASE = 16_384;

    /** Values that may be shown; of others, which may be secrets or a proxy's, only the length. */
    private static final Set<String> SHOWN =
            Set.of("content-digest", "content-type", "content-length", "date", "host", "accept");

    @Inject private CredentialStore credentials;

    /** What the signature covers; empty where the problem is not that it does not verify. */
    public List<Covered> covered(RequestHeaders headers, Problem problem) {
        if (problem.type() != ProblemType.SIGNATURE_INVALID || !headers.has("Signature-Input")) {
            return List.of();
        }
        HttpMessage request = headers.message();
        try {
            HttpSignature signature =
                    HttpSignature.parse(
                            request.fields().apply("signature-input"),
                            request.fields().apply("signature"));
            Optional<byte[]> key =
                    signature
                            .text("keyid")
                            .flatMap(
                                    id ->
                                            credentials.byFingerprint(
                                                    CredentialUse.HTTP_SIGNATURE, id))
                            .map(owned -> owned.credential().material());
            Predicate<byte[]> verifies =
                    base ->
                            key.isPresent()
                                    && HttpSignatureCheck.verifies(
                                            key.get(), base, signature.signature());
            Map<String, String> seen = signature.values(request);
            if (verifies.test(signature.base(seen))) {
                return List.of(); // something else is wrong, which the refusal says
            }
            return listed(
                    seen,
                    key.isEmpty() ? Map.of() : signed(signature, seen, ownBase(headers), verifies));
        } catch (Problem unreadable) {
            return List.of(); // the refusal itself says what is wrong
        }
    }

    /** The values that were signed where they differ; empty when that cannot be known. */
    private static Map<String, String> signed(
            HttpSignature signature,
            Map<String, String> seen,
            Optional<byte[]> own,
            Predicate<byte[]> verifies) {
        return own.isPresent() && verifies.test(own.get())
                ? differences(
                        new String(signature.base(seen), StandardCharsets.UTF_8),
                        new String(own.get(), StandardCharsets.UTF_8))
                : SignedDifferently.find(signature, seen, verifies);
    }

    private static Optional<byte[]> ownBase(RequestHeaders headers) {
        return headers.one(OWN_BASE)
                .filter(text -> text.length() <= LONGEST_BASE)
                .map(
                        text -> {
                            try {
                                return Base64.getDecoder().decode(text);
                            } catch (IllegalArgumentException notBase64) {
                                return new byte[0];
                            }
                        });
    }

    /** Line by line: where a name has another value, and what one side has alone. */
    private static Map<String, String> differences(String seen, String signed) {
        Map<String, String> ours = lines(seen);
        Map<String, String> theirs = lines(signed);
        Map<String, String> different = new LinkedHashMap<>();
        theirs.forEach(
                (name, value) -> {
                    if (!value.equals(ours.get(name))) {
                        different.put(name, value);
                    }
                });
        ours.keySet().stream()
                .filter(name -> !theirs.containsKey(name))
                .forEach(name -> different.put(name, SignedDifferently.NOT_SIGNED));
        if (different.isEmpty()) {
            different.put(SignedDifferently.LINE_ENDS, SignedDifferently.OTHERS);
        }
        return different;
    }

    private static Map<String, String> lines(String base) {
        Map<String, String> lines = new LinkedHashMap<>();
        Arrays.stream(base.split("\r?\n"))
                .map(line -> line.split(": ", 2))
                .forEach(parts -> lines.put(parts[0], parts.length < 2 ? "" : parts[1]));
        return lines;
    }

    private static List<Covered> listed(Map<String, String> seen, Map<String, String> signed) {
        List<Covered> all = new ArrayList<>();
        seen.forEach((name, value) -> all.add(one(name, value, signed.get(name))));
        signed.forEach(
                (name, value) -> {
                    if (!seen.containsKey(name)) {
                        all.add(one(name, "", value));
                    }
                });
        return all;
    }

    private static Covered one(String name, String seen, String signed) {
        String bare = name.replaceAll("^\"([^\"]*)\".*$", "$1");
        boolean shown = bare.startsWith("@") || bare.startsWith("(") || SHOWN.contains(bare);
        return new Covered(
                name.equals('"' + bare + '"') ? bare : name,
                shown ? seen : "(" + seen.length() + ")",
                signed == null ? "" : shown ? signed : "(" + signed.length() + ")",
                signed != null);
    }
}
