package org.zhengshu.launcher;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.zhengshu.launcher.Certificates.Kind;
import org.zhengshu.launcher.Certificates.Wish;

/**
 * The keys that standard tools check (标准算法密钥), whose certificates may come from another authority
 * and which a device may keep.
 */
enum KeyUse {
    TLS("tls", "tls-server.p12", "server", "tls.password", "CN=localhost", Kind.P256),
    DOCUMENT(
            "document",
            "document.p12",
            "document",
            "pki.password",
            "CN=Zhengshu Documents",
            Kind.P256),
    ANSWERS("answers", "answers.p12", "answers", "pki.password", "CN=Zhengshu Answers", Kind.P256),
    MESSAGE(
            "message",
            "wss-server.p12",
            "server",
            "pki.password",
            "CN=Zhengshu Web Services",
            Kind.RSA),
    TIMESTAMP(
            "timestamp",
            "tsa.p12",
            "tsa",
            "pki.password",
            "CN=Zhengshu Time-stamp Authority",
            Kind.P256);

    private static final Duration LIFE = Duration.ofDays(365 * 5);
    private static final Duration TLS_LIFE = Duration.ofDays(820);
    private static final String OF_NODE = ",O=Zhengshu,C=CN";

    private final String label;
    private final String file;
    private final String alias;
    private final String password;
    private final String subject;
    private final Kind kind;

    KeyUse(String label, String file, String alias, String password, String subject, Kind kind) {
        this.label = label;
        this.file = file;
        this.alias = alias;
        this.password = password;
        this.subject = subject;
        this.kind = kind;
    }

    static Optional<KeyUse> of(String label) {
        return Stream.of(values()).filter(use -> use.label.equals(label)).findFirst();
    }

    String label() {
        return label;
    }

    String file() {
        return file;
    }

    String alias() {
        return alias;
    }

    /** The name in a device, where all keys are together. */
    String deviceAlias() {
        return this == TLS ? "tls" : alias;
    }

    /** Key of the password in the secrets. */
    String password() {
        return password;
    }

    Kind kind() {
        return kind;
    }

    /** Renewed by the built-in authority before it expires. */
    boolean renewed() {
        return this == TLS || this == TIMESTAMP;
    }

    /** The certificate that the built-in authority issues for it. */
    Wish wish(List<GeneralName> names) {
        return new Wish(
                subject + OF_NODE,
                this == TLS ? TLS_LIFE : LIFE,
                usage(),
                purposes(),
                this == TLS ? names : List.of());
    }

    int usage() {
        return switch (this) {
            case TLS -> KeyUsage.digitalSignature;
            case DOCUMENT, ANSWERS, TIMESTAMP ->
                    KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
            case MESSAGE -> KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
        };
    }

    List<KeyPurposeId> purposes() {
        return switch (this) {
            case TLS -> List.of(KeyPurposeId.id_kp_serverAuth);
            case TIMESTAMP -> List.of(KeyPurposeId.id_kp_timeStamping);
            case DOCUMENT, ANSWERS, MESSAGE -> List.of();
        };
    }
}
