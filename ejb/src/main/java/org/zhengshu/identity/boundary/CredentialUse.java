package org.zhengshu.identity.boundary;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a credential may be used for (凭据用途); none unless somebody said so. */
public enum CredentialUse {
    /** 双向 TLS: mutual TLS at the REST door. */
    MUTUAL_TLS(CredentialKind.CERTIFICATE),
    /** WS-Security X.509 签名: signatures of SOAP messages. */
    WS_SECURITY(CredentialKind.CERTIFICATE),
    /** x-tif-* 请求头约定: the header convention of provincial gateways. */
    TIF_HEADERS(CredentialKind.SHARED_SECRET),
    /** gjzwfwpt_* 请求头约定: the header convention of the national platform. */
    NATIONAL_HEADERS(CredentialKind.SHARED_SECRET),
    /** WS-Security UsernameToken, text or digest. */
    USERNAME_TOKEN(CredentialKind.SHARED_SECRET),
    /** OAuth 2.0 private_key_jwt, RFC 7523. */
    CLIENT_ASSERTION(CredentialKind.PUBLIC_KEY),
    /** HTTP 报文签名: HTTP Message Signatures, RFC 9421. */
    HTTP_SIGNATURE(CredentialKind.PUBLIC_KEY);

    private final CredentialKind kind;

    CredentialUse(CredentialKind kind) {
        this.kind = kind;
    }

    /** The only kind of credential that has this use. */
    public CredentialKind kind() {
        return kind;
    }

    /** Everything that a credential of this kind can be used for. */
    public static Set<CredentialUse> of(CredentialKind kind) {
        return Arrays.stream(values()).filter(u -> u.kind == kind).collect(Collectors.toSet());
    }
}
