package org.zhengshu.elicence.control;

import java.time.Instant;
import java.util.Objects;

/** What the signature dictionary says of a signing (签名说明): who, why, where and when. */
public record SignatureWords(String name, String reason, String location, Instant signedAt) {
    public SignatureWords {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(signedAt, "signedAt");
    }
}
