package org.zhengshu.elicence.control;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.zhengshu.elicence.entity.BusinessLicence;

/** The metadata of a licence file (证照元数据) under the field codes of GB/T 36903. */
final class LicenceMetadata {
    /** Dates on a licence are dates of China. */
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** What stands for the end of a licence without a term. */
    static final String WITHOUT_TERM = "长期";

    private static final String PRODUCER = "Zhengshu";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private LicenceMetadata() {}

    static void write(PDDocument document, BusinessLicence licence, Instant createdAt) {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(BusinessLicence.TITLE + " " + licence.name());
        information.setSubject(licence.identifier().toString());
        information.setAuthor(licence.issuerName());
        information.setCreator(PRODUCER);
        information.setProducer(PRODUCER);
        information.setCreationDate(calendar(createdAt));
        information.setModificationDate(calendar(createdAt));
        fields(licence, createdAt).forEach(information::setCustomMetadataValue);
        document.setDocumentInformation(information);
    }

    /** The same in every time zone, unlike a calendar of the running machine. */
    static Calendar calendar(Instant at) {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(ZONE), Locale.ROOT);
        calendar.setTimeInMillis(at.toEpochMilli());
        return calendar;
    }

    private static Map<String, String> fields(BusinessLicence licence, Instant createdAt) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ZZMC", BusinessLicence.TITLE);
        fields.put("ZZLXDM", licence.identifier().type());
        fields.put("ZZBH", licence.licenceNumber());
        fields.put("ZZBS", licence.identifier().toString());
        fields.put("ZZBFJG", licence.issuerName());
        fields.put("ZZBFJGDM", licence.identifier().issuer());
        fields.put("ZZBFRQ", licence.issuedOn().toString());
        fields.put("CZZT", licence.name());
        fields.put("CZZTDM", licence.licenceNumber());
        fields.put("CZZTDMLX", licence.holderCodeType().name());
        fields.put("CZZTDMLXDM", licence.holderCodeType().code());
        fields.put("ZZYXQQSRQ", licence.validFrom().toString());
        fields.put("ZZYXQJZRQ", licence.validUntil().map(LocalDate::toString).orElse(WITHOUT_TERM));
        fields.put("CJSJ", TIME.format(ZonedDateTime.ofInstant(createdAt, ZONE)));
        return fields;
    }
}
