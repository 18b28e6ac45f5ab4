package org.zhengshu.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.zhengshu.identity.control.AccessTokenDesk;
import org.zhengshu.kernel.boundary.Actor;

/** Access tokens as callers show them (访问令牌), RFC 9068. */
@ApplicationScoped
public class AccessTokens {
    @Inject private AccessTokenDesk desk;
    @Inject private PresentedCertificate certificate;

    /** True for what looks like a JWT; the token of a person's session does not. */
    public static boolean isOne(String token) {
        return token.indexOf('.') >= 0;
    }

    /** The system to which this node gave the token. */
    public Actor verify(String token) {
        return desk.verified(token, certificate.thumbprint());
    }
}
