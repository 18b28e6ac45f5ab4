package org.zhengshu.sharing.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.zhengshu.kernel.boundary.CleanText;
import org.zhengshu.sharing.boundary.SharingRequestView.ChangeView;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;
import org.zhengshu.sharing.boundary.SupplementSharingRequest;

/** The form of a request as its members by name (申请表): what a supplement makes of it. */
public final class RequestForm {
    private RequestForm() {}

    /** The form with the named members taken from the supplement, empty where it has none. */
    public static SubmitSharingRequest supplemented(
            SubmitSharingRequest form, Collection<String> named, SupplementSharingRequest with) {
        return new SubmitSharingRequest(
                form.item(),
                named.contains("purpose") ? with.purpose() : form.purpose(),
                named.contains("matter") ? with.matter() : form.matter(),
                named.contains("legalBasis") ? with.legalBasis() : form.legalBasis(),
                named.contains("scenario") ? with.scenario() : form.scenario(),
                named.contains("scope") ? with.scope() : form.scope(),
                named.contains("mode") ? with.mode() : form.mode(),
                named.contains("items") ? orNone(with.items()) : form.items(),
                named.contains("rowFilter") ? with.rowFilter() : form.rowFilter(),
                named.contains("quota") ? with.quota() : form.quota(),
                named.contains("validUntil") ? with.validUntil() : form.validUntil());
    }

    /** Members that the supplement states although the request was not sent back for them. */
    public static List<String> beyond(Collection<String> named, SupplementSharingRequest with) {
        SubmitSharingRequest none =
                new SubmitSharingRequest(
                        null, null, null, null, null, null, null, List.of(), null, null, null);
        List<String> stated =
                texts(supplemented(none, texts(none).keySet(), with)).entrySet().stream()
                        .filter(member -> member.getValue() != null)
                        .map(Map.Entry::getKey)
                        .toList();
        return stated.stream().filter(member -> !named.contains(member)).toList();
    }

    /** Members that differ for a reader, in the order of the form. */
    public static List<ChangeView> changes(SubmitSharingRequest from, SubmitSharingRequest to) {
        Map<String, String> before = texts(from);
        Map<String, String> after = texts(to);
        List<ChangeView> changes = new ArrayList<>();
        after.forEach(
                (field, text) -> {
                    if (!Objects.equals(seen(before.get(field)), seen(text))) {
                        changes.add(new ChangeView(field, before.get(field), text));
                    }
                });
        return changes;
    }

    /** What each member says, as text; null where it says nothing. */
    public static Map<String, String> texts(SubmitSharingRequest form) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("purpose", form.purpose());
        texts.put("matter", form.matter());
        texts.put("legalBasis", form.legalBasis());
        texts.put("scenario", form.scenario());
        texts.put("scope", form.scope());
        texts.put("mode", form.mode());
        texts.put("items", form.items().isEmpty() ? null : String.join(",", form.items()));
        texts.put(
                "rowFilter", form.rowFilter() == null ? null : JsonColumns.write(form.rowFilter()));
        texts.put("quota", form.quota() == null ? null : form.quota().toString());
        texts.put("validUntil", form.validUntil() == null ? null : form.validUntil().toString());
        return texts;
    }

    private static String seen(String text) {
        return text == null ? "" : CleanText.visible(text);
    }

    private static List<String> orNone(List<String> items) {
        return items == null ? List.of() : items;
    }
}
