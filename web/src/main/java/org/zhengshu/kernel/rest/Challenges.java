package org.zhengshu.kernel.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.zhengshu.identity.boundary.SignedRequests;
import org.zhengshu.kernel.boundary.ProblemType;

/** What a caller is told who has to authenticate (鉴别方式提示), RFC 9110 section 11.6.1. */
@ApplicationScoped
public class Challenges {
    private static final String REALM = " realm=\"zhengshu\"";

    @Inject private SignedRequests signatures;

    /** The values of WWW-Authenticate; the error of RFC 6750 where a token was refused. */
    List<String> of(String code) {
        boolean token = code.equals(ProblemType.TOKEN_INVALID.code());
        return List.of(
                "Bearer" + REALM + (token ? ", error=\"invalid_token\"" : ""),
                "ClientCertificate" + REALM,
                "HTTP-Signature" + REALM,
                "X-TIF" + REALM,
                "GJZWFWPT" + REALM);
    }

    /** How a request must be signed, for Accept-Signature. */
    String wantedSignature() {
        return signatures.wanted();
    }
}
