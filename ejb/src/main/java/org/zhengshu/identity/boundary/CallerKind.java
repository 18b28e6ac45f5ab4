package org.zhengshu.identity.boundary;

/** How a caller authenticated (鉴别方式); in the facts of each entry as {@code authentication}. */
public enum CallerKind {
    /** 个人会话: a person's session. */
    SESSION,
    /** 浏览器会话: a person's session in the cookie of the portal. */
    BROWSER,
    /** 双向 TLS. */
    MUTUAL_TLS,
    /** OAuth 2.0 访问令牌. */
    ACCESS_TOKEN,
    /** HTTP 报文签名, RFC 9421. */
    HTTP_SIGNATURE,
    /** x-tif-* 请求头. */
    TIF_HEADERS,
    /** gjzwfwpt_* 请求头. */
    NATIONAL_HEADERS,
    /** SOAP 报文的 WS-Security X.509 签名. */
    WS_SECURITY,
    /** SOAP 报文的 WS-Security UsernameToken. */
    USERNAME_TOKEN
}
