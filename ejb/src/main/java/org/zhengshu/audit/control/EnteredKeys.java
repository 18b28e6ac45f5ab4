package org.zhengshu.audit.control;

import java.util.List;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.proof.NoteKey;
import org.zhengshu.proof.NoteVerifier;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.TrustedLog;

/** Checks addresses and keys that an administrator entered (录入核对). */
public final class EnteredKeys {
    private EnteredKeys() {}

    /** Only http and https, without user, query and fragment. */
    public static void requireAddress(String url) {
        if (!WitnessClient.isAddress(url)) {
            throw ProblemType.INVALID_INPUT.because(
                    "url 须为 http 或 https 地址，不含用户、查询与片段",
                    "url must be an http or https address without user, query and fragment");
        }
    }

    /** The keys of one witness: each of them cosigns, none is there twice. */
    public static void ofWitness(List<String> verifierKeys) {
        try {
            List<NoteKey> keys = verifierKeys.stream().map(NoteKey::parse).toList();
            new NoteVerifier(keys);
            if (!keys.stream().allMatch(NoteKey::isCosignature)) {
                throw new ProofException("verifier key", "is not one that cosigns");
            }
        } catch (ProofException e) {
            throw refused(e);
        }
    }

    /** The keys of one log: for one over SM3 an SM2 key is among them. */
    public static void ofLog(String origin, List<String> verifierKeys) {
        try {
            List<NoteKey> keys = verifierKeys.stream().map(NoteKey::parse).toList();
            new NoteVerifier(keys);
            new TrustedLog(origin, keys);
        } catch (ProofException e) {
            throw refused(e);
        }
    }

    private static RuntimeException refused(ProofException e) {
        return ProblemType.INVALID_INPUT.because(
                "verifierKeys 不能使用：" + e.getMessage(),
                "verifierKeys cannot be used: " + e.getMessage());
    }
}
