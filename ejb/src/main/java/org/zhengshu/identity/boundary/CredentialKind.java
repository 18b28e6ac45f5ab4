package org.zhengshu.identity.boundary;

/** What a client system shows or computes with (凭据类别). */
public enum CredentialKind {
    /** 客户端证书: shown in TLS, or the signer of a message in WS-Security. */
    CERTIFICATE,
    /** 共享密钥: known to the system and, encrypted, to the node. */
    SHARED_SECRET,
    /** 公钥: the system keeps the private key to itself. */
    PUBLIC_KEY
}
