package org.zhengshu.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.zhengshu.identity.control.CredentialStore;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.SeenMessages;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.signature.boundary.HttpMessage;
import org.zhengshu.signature.boundary.HttpSignature;
import org.zhengshu.signature.boundary.HttpSignatureCheck;
import org.zhengshu.signature.boundary.ServerNames;

/** Requests that their sender signed (已签名请求), HTTP Message Signatures of RFC 9421. */
@ApplicationScoped
public class SignedRequests {
    private static final int MOST_NONCE = 128;

    /** What each component stands for besides itself. */
    private static final Map<String, Set<String>> MEANS =
            Map.of(
                    "@target-uri", Set.of("@scheme", "@authority", "@path", "@query"),
                    "@request-target", Set.of("@path", "@query"));

    @Inject private CredentialStore credentials;
    @Inject private SeenMessages seen;
    @Inject private ServerNames names;
    @Inject private Settings settings;
    @Inject private Clock clock;

    /** The system whose registered key signed this request. */
    public Actor verify(HttpMessage request, boolean hasBody) {
        HttpSignature signature =
                HttpSignature.parse(
                        request.fields().apply("signature-input"),
                        request.fields().apply("signature"));
        requireCovered(signature, request, hasBody);
        String keyid = required(signature, "keyid");
        String nonce = required(signature, "nonce");
        byte[] base = signature.base(request);
        CredentialStore.Owned owned =
                credentials
                        .byFingerprint(CredentialUse.HTTP_SIGNATURE, keyid)
                        .orElseThrow(SignedRequests::wrong);
        byte[] key = owned.credential().material();
        signature
                .text("alg")
                .filter(alg -> !alg.equals(HttpSignatureCheck.algorithm(key)))
                .ifPresent(
                        alg -> {
                            throw HttpSignature.refused(
                                    "alg 与登记的公钥不符", "alg is not that of the registered key");
                        });
        if (!HttpSignatureCheck.verifies(key, base, signature.signature())) {
            throw wrong();
        }
        if (!names.isOwn(request.authority())) {
            throw HttpSignature.refused(
                    "请求是签给另一地址的：" + request.authority(),
                    "signed for another address: " + request.authority());
        }
        requireFresh(signature);
        requireNew(owned, nonce);
        return owned.system().actor();
    }

    private void requireCovered(HttpSignature signature, HttpMessage request, boolean hasBody) {
        Set<String> covered = new TreeSet<>(signature.covered());
        signature.covered().forEach(name -> covered.addAll(MEANS.getOrDefault(name, Set.of())));
        Set<String> missing = new TreeSet<>(settings.callers().signatureComponents());
        if (!hasBody) {
            missing.remove("content-digest");
        }
        if (request.query() == null) {
            missing.remove("@query");
        }
        missing.removeAll(covered);
        if (!missing.isEmpty()) {
            throw HttpSignature.refused("签名须覆盖 " + missing, "the signature must cover " + missing);
        }
    }

    private static String required(HttpSignature signature, String parameter) {
        return signature
                .text(parameter)
                .filter(text -> !text.isEmpty() && text.length() <= MOST_NONCE)
                .orElseThrow(
                        () ->
                                HttpSignature.refused(
                                        "签名须有参数 " + parameter,
                                        "the signature needs the parameter " + parameter));
    }

    private void requireFresh(HttpSignature signature) {
        Instant now = clock.instant();
        long created =
                signature
                        .seconds("created")
                        .orElseThrow(
                                () ->
                                        HttpSignature.refused(
                                                "签名须有参数 created",
                                                "the signature needs the parameter created"));
        long oldest = now.minus(settings.callers().signatureWindow()).getEpochSecond();
        long newest = now.plus(settings.callers().clockSkew()).getEpochSecond();
        long expires = signature.seconds("expires").orElse(Long.MAX_VALUE);
        if (created < oldest || created > newest || expires < now.getEpochSecond()) {
            throw ProblemType.OUTSIDE_WINDOW.because(
                    "签名时间 created 或 expires 超出允许范围，平台时间为 " + now,
                    "created or expires of the signature is outside the window; the node's time is "
                            + now);
        }
    }

    private void requireNew(CredentialStore.Owned owned, String nonce) {
        String once = "signature\n" + owned.system().id() + '\n' + nonce;
        byte[] digest = HashAlgorithm.SHA_256.digest(once.getBytes(StandardCharsets.UTF_8));
        Settings.Callers callers = settings.callers();
        if (!seen.isNew(
                digest, callers.signatureWindow().plus(callers.clockSkew()).multipliedBy(2))) {
            throw ProblemType.MESSAGE_REPLAYED.because(
                    "nonce 已经使用过，每次调用须重新签名", "the nonce was used before; sign each call anew");
        }
    }

    /** The same for an unknown key, a key that is not for this, and a wrong signature. */
    private static Problem wrong() {
        return HttpSignature.refused(
                "keyid 或签名不正确，或该公钥不得用于请求签名",
                "wrong keyid or signature, or the key is not for signing requests");
    }

    /** What is asked of a caller who sent nothing, RFC 9421 section 5.1. */
    public String wanted() {
        List<String> components =
                settings.callers().signatureComponents().stream()
                        .map(name -> '"' + name + '"')
                        .toList();
        return "sig=(" + String.join(" ", components) + ");created;keyid;nonce";
    }
}
