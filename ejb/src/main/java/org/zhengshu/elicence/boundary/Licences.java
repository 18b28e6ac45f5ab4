package org.zhengshu.elicence.boundary;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.elicence.control.LicencePress;
import org.zhengshu.elicence.control.LicenceStore;
import org.zhengshu.elicence.control.MissingGlyphException;
import org.zhengshu.elicence.entity.BusinessLicence;
import org.zhengshu.elicence.entity.HolderCodeType;
import org.zhengshu.elicence.entity.Licence;
import org.zhengshu.elicence.entity.LicenceIdentifier;
import org.zhengshu.identity.boundary.Directory;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.kernel.boundary.SocialCreditCode;
import org.zhengshu.regulation.boundary.CodeLists;
import org.zhengshu.regulation.boundary.WorkCalendar;
import org.zhengshu.sharing.boundary.GrantUse;

/** Electronic licences (电子证照): issued, signed, fetched under a grant. */
@Stateless
@Boundary
public class Licences {
    /** 持证主体代码类型 of the unified social credit code, list holder-code-type. */
    private static final String HOLDER_LIST = "holder-code-type";

    @Inject private LicenceStore store;
    @Inject private LicencePress press;
    @Inject private Resources resources;
    @Inject private Directory directory;
    @Inject private GrantUse grants;
    @Inject private CodeLists codes;
    @Inject private Settings settings;
    @Inject private Clock clock;

    /**
     * A business licence (营业执照) to issue.
     *
     * @param item the catalogue entry under which licences of this kind are shared
     * @param typeCode 证照类型代码: code of the defining body and three characters, GB/T 36904
     * @param number unified social credit code of the holder, also the licence's number
     * @param validUntil absent means without a term (长期)
     */
    public record IssueLicence(
            @NotNull UUID item,
            @NotBlank @Pattern(regexp = "[0-9A-Z]{21}") String typeCode,
            @NotBlank @Pattern(regexp = "[0-9A-HJ-NPQRTUWXY]{18}") String number,
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 100) String kind,
            @NotBlank @Size(max = 50) String legalRepresentative,
            @NotBlank @Size(max = 10000) String businessScope,
            @NotBlank @Size(max = 100) String registeredCapital,
            @NotNull LocalDate establishedOn,
            @NotBlank @Size(max = 300) String address,
            @NotNull LocalDate validFrom,
            LocalDate validUntil) {}

    /** An issued licence without its document. */
    public record LicenceView(
            UUID id,
            String identifier,
            String name,
            String number,
            String holderName,
            String issuer,
            LocalDate issuedOn,
            LocalDate validFrom,
            LocalDate validUntil,
            String status,
            String sha256,
            String sm3) {}

    /**
     * Asks for a holder's licence under a grant.
     *
     * @param items technical names wished; {@code document} is the signed file
     */
    public record FetchLicence(
            @NotNull UUID grant,
            @NotBlank @Size(max = 200) String purpose,
            @Size(max = 200) String matter,
            @NotBlank @Size(max = 18) String holderCode,
            @Size(max = 500) List<@NotBlank @Size(max = 63) String> items) {}

    /**
     * What the grant lets through of a licence.
     *
     * @param data granted items by technical name
     * @param document the signed PDF when granted
     */
    public record FetchedLicence(
            UUID grant, String resource, Map<String, Object> data, byte[] document) {}

    @Operation(value = "elicence.issue", by = Role.LICENCE_OFFICER, act = true)
    public LicenceView issue(IssueLicence input) {
        Actor actor = Call.current().actor();
        Call.current().concerns(input.number());
        Resources.Resource resource = resources.require(input.item());
        Call.current().note("resource", resource.id()).note("code", resource.code());
        if (!resource.provider().equals(actor.department())) {
            throw ProblemType.FORBIDDEN.because(
                    "只有证照目录的提供部门可以签发", "only the entry's provider issues licences under it");
        }
        if (!SocialCreditCode.isValid(input.number())) {
            throw ProblemType.LICENCE_INVALID.because(
                    "number 的统一社会信用代码校验位不正确", "number has a wrong check character");
        }
        Instant now = clock.instant();
        BusinessLicence face = face(input, actor.department(), now);
        Licence licence =
                new Licence(
                        new Licence.Origin(
                                resource.id(), actor.tenant(), actor.department(), actor.id(), now),
                        face,
                        json(input),
                        codes.find("licence-status", "有效").orElseThrow().code(),
                        pressed(face, now));
        store.add(licence);
        Call.current()
                .note("licence", licence.identifier())
                .note("documentSm3", licence.sm3())
                .note("status", licence.status());
        return view(licence);
    }

    @Operation(value = "elicence.fetch", by = Role.DATA_CONSUMER)
    public FetchedLicence fetch(FetchLicence input) {
        Call.current().concerns(input.holderCode());
        GrantUse.Terms terms =
                grants.admit(
                        new GrantUse.Asked(
                                input.grant(), input.purpose(), input.matter(), input.items()));
        if (terms.rowFilter() != null) {
            throw ProblemType.ITEM_NOT_GRANTED.because(
                    "证照授权暂不支持行过滤条件，请重新申请不带行过滤的授权",
                    "licences cannot be fetched under a grant with a row filter");
        }
        Licence licence =
                store.newest(terms.resource().id(), input.holderCode())
                        .orElseThrow(
                                () ->
                                        ProblemType.LICENCE_NOT_FOUND.because(
                                                "该主体没有此类证照", "this holder has no such licence"));
        Call.current().note("licence", licence.identifier()).note("rows", 1);
        Map<String, Object> all = data(licence);
        Map<String, Object> granted = new LinkedHashMap<>();
        terms.items().stream().filter(all::containsKey).forEach(i -> granted.put(i, all.get(i)));
        return new FetchedLicence(
                input.grant(),
                terms.resource().code(),
                granted,
                terms.items().contains("document") ? licence.document() : null);
    }

    private BusinessLicence face(IssueLicence input, String issuer, Instant now) {
        LocalDate today = now.atZone(WorkCalendar.ZONE).toLocalDate();
        String serial = "%09d".formatted(store.nextSerial(input.typeCode()));
        var holderCode = codes.find(HOLDER_LIST, "统一社会信用代码").orElseThrow();
        try {
            return new BusinessLicence(
                    LicenceIdentifier.of(input.typeCode(), issuer, serial, 1),
                    UUID.randomUUID(),
                    input.number(),
                    input.name(),
                    input.kind(),
                    input.legalRepresentative(),
                    input.businessScope(),
                    input.registeredCapital(),
                    input.establishedOn(),
                    input.address(),
                    directory.name(issuer).orElse(issuer),
                    today,
                    input.validFrom(),
                    Optional.ofNullable(input.validUntil()),
                    new HolderCodeType(holderCode.code(), holderCode.zh()),
                    settings.sample());
        } catch (IllegalArgumentException e) {
            throw ProblemType.LICENCE_INVALID.because("证照内容有误：" + e.getMessage(), e.getMessage());
        }
    }

    private Licence.SignedDocument pressed(BusinessLicence face, Instant now) {
        try {
            return press.press(face, now);
        } catch (MissingGlyphException e) {
            String character = "U+" + Integer.toHexString(e.codePoint()).toUpperCase(Locale.ROOT);
            throw ProblemType.LICENCE_INVALID.because(
                    "字段 " + e.field() + " 含字库没有的字 " + character,
                    "field " + e.field() + " has a character that the font lacks: " + character);
        }
    }

    private static Map<String, Object> data(Licence l) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("identifier", l.identifier());
        data.put("licence_name", l.licenceName());
        data.put("number", l.number());
        data.put("holder_name", l.holderName());
        data.put("holder_code", l.holderCode());
        data.put("issuer", l.issuer());
        data.put("issued_on", l.issuedOn().toString());
        data.put("valid_from", l.validFrom().toString());
        data.put("valid_until", l.validUntil() == null ? null : l.validUntil().toString());
        data.put("status", l.status());
        return data;
    }

    private static String json(IssueLicence input) {
        try {
            return Json.MAPPER.writeValueAsString(input);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LicenceView view(Licence l) {
        return new LicenceView(
                l.id(),
                l.identifier(),
                l.licenceName(),
                l.number(),
                l.holderName(),
                l.issuer(),
                l.issuedOn(),
                l.validFrom(),
                l.validUntil(),
                l.status(),
                l.sha256(),
                l.sm3());
    }
}
