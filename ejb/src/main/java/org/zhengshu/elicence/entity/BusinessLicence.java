package org.zhengshu.elicence.entity;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What stands on the face of a business licence (营业执照照面信息) with the metadata of GB/T 36903; no
 * {@code validUntil} means without a term (长期).
 */
public record BusinessLicence(
        LicenceIdentifier identifier,
        UUID id,
        String licenceNumber,
        String name,
        String kind,
        String legalRepresentative,
        String businessScope,
        String registeredCapital,
        LocalDate establishedOn,
        String address,
        String issuerName,
        LocalDate issuedOn,
        LocalDate validFrom,
        Optional<LocalDate> validUntil,
        HolderCodeType holderCodeType,
        boolean sample) {

    /** The name of this kind of licence (证照名称). */
    public static final String TITLE = "营业执照";

    private static final Pattern USCC = Pattern.compile("[0-9A-Z]{18}");
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_SCOPE = 20_000;

    public BusinessLicence {
        Objects.requireNonNull(identifier, "identifier");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(establishedOn, "establishedOn");
        Objects.requireNonNull(issuedOn, "issuedOn");
        Objects.requireNonNull(holderCodeType, "holderCodeType");
        if (!USCC.matcher(licenceNumber).matches()) {
            throw new IllegalArgumentException(
                    "licenceNumber (统一社会信用代码) must be 18 characters of 0-9A-Z");
        }
        require("name (名称)", name, LONGEST_LINE);
        require("kind (类型)", kind, LONGEST_LINE);
        require("legalRepresentative (法定代表人)", legalRepresentative, LONGEST_LINE);
        require("businessScope (经营范围)", businessScope, LONGEST_SCOPE);
        require("registeredCapital (注册资本)", registeredCapital, LONGEST_LINE);
        require("address (住所)", address, LONGEST_LINE);
        require("issuerName (登记机关)", issuerName, LONGEST_LINE);
        if (validUntil.isPresent() && validUntil.get().isBefore(validFrom)) {
            throw new IllegalArgumentException("validUntil (有效期截止日期) is before validFrom");
        }
    }

    /** What names the licence in its QR code. */
    public LicenceCode code() {
        return new LicenceCode(identifier, Optional.of(id));
    }

    private static void require(String field, String value, int longest) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " is empty");
        }
        if (value.length() > longest) {
            throw new IllegalArgumentException(field + " is longer than " + longest);
        }
    }
}
