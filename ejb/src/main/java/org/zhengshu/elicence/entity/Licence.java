package org.zhengshu.elicence.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** An issued electronic licence (电子证照) with its signed document. */
@Entity
@Table(name = "lic_licence")
public class Licence {
    @Id private UUID id;
    private String tenant;
    @Version private int version;

    @Column(name = "item_id")
    private UUID item;

    private String identifier;

    @Column(name = "type_code")
    private String typeCode;

    @Column(name = "licence_name")
    private String licenceName;

    private String number;

    @Column(name = "holder_name")
    private String holderName;

    @Column(name = "holder_code")
    private String holderCode;

    @Column(name = "holder_code_type")
    private String holderCodeType;

    private String issuer;

    @Column(name = "issued_on")
    private LocalDate issuedOn;

    @Column(name = "valid_from")
    private LocalDate validFrom;

    @Column(name = "valid_until")
    private LocalDate validUntil;

    private String status;
    private String content;
    private byte[] document;
    private String sha256;
    private String sm3;

    @Column(name = "issued_at")
    private Instant issuedAt;

    @Column(name = "issued_by")
    private String issuedBy;

    protected Licence() {}

    /** Where and by whom the licence was issued. */
    public record Origin(
            UUID item, String tenant, String issuer, String issuedBy, Instant issuedAt) {}

    /** The signed file and its digests, hexadecimal. */
    public record SignedDocument(byte[] bytes, String sha256, String sm3) {}

    public Licence(
            Origin origin,
            BusinessLicence face,
            String content,
            String status,
            SignedDocument signed) {
        this.id = face.id();
        this.item = origin.item();
        this.tenant = origin.tenant();
        this.issuer = origin.issuer();
        this.issuedBy = origin.issuedBy();
        this.issuedAt = origin.issuedAt();
        this.identifier = face.identifier().toString();
        this.typeCode = face.identifier().type();
        this.licenceName = BusinessLicence.TITLE;
        this.number = face.licenceNumber();
        this.holderName = face.name();
        this.holderCode = face.licenceNumber();
        this.holderCodeType = face.holderCodeType().code();
        this.issuedOn = face.issuedOn();
        this.validFrom = face.validFrom();
        this.validUntil = face.validUntil().orElse(null);
        this.content = content;
        this.status = status;
        this.document = signed.bytes();
        this.sha256 = signed.sha256();
        this.sm3 = signed.sm3();
    }

    public UUID id() {
        return id;
    }

    public String tenant() {
        return tenant;
    }

    public UUID item() {
        return item;
    }

    public String identifier() {
        return identifier;
    }

    public String typeCode() {
        return typeCode;
    }

    public String licenceName() {
        return licenceName;
    }

    public String number() {
        return number;
    }

    public String holderName() {
        return holderName;
    }

    public String holderCode() {
        return holderCode;
    }

    public String holderCodeType() {
        return holderCodeType;
    }

    public String issuer() {
        return issuer;
    }

    public LocalDate issuedOn() {
        return issuedOn;
    }

    public LocalDate validFrom() {
        return validFrom;
    }

    public LocalDate validUntil() {
        return validUntil;
    }

    /** The face as it was issued, JSON. */
    public String content() {
        return content;
    }

    public String status() {
        return status;
    }

    public byte[] document() {
        return document.clone();
    }

    public String sha256() {
        return sha256;
    }

    public String sm3() {
        return sm3;
    }

    public Instant issuedAt() {
        return issuedAt;
    }

    public String issuedBy() {
        return issuedBy;
    }
}
