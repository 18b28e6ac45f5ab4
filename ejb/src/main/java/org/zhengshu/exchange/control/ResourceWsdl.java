package org.zhengshu.exchange.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.exchange.boundary.ResourceCalls;
import org.zhengshu.kernel.boundary.TypedXml;
import org.zhengshu.mounting.boundary.RowFilter;

/**
 * Makes the WSDL of one contract from its data items: a single file without imports (专用 WSDL 生成).
 */
public final class ResourceWsdl {
    private static final String TEMPLATE = template("resource.wsdl");
    private static final String SIGNED = template("signed.policy.xml");
    private static final String TOKEN = template("token.policy.xml");
    private static final String BARE_TERMS = "grant:string:0 purpose:string:1 matter:string:0";
    private static final String TERMS = BARE_TERMS + " items:ItemName:*";
    private static final String HEAD = "grant:string:1 resource:string:1 revision:int:1";

    private static final String DESCRIBED =
            "code:string:1 title:string:1 provider:string:1 providerName:string:1 revision:int:1"
                    + " newestRevision:int:1 supersededAt:dateTime:0 sunsetAt:dateTime:0"
                    + " mounted:boolean:1 records:string:1 openapi:string:1 service:string:1"
                    + " wsdl:string:1 items:Item:*";
    private static final String DESCRIBED_ITEM =
            "technicalName:string:1 name:string:1 dataType:string:1 length:int:0 scale:int:0"
                    + " primaryKey:boolean:1 nullable:boolean:1 sensitive:boolean:1"
                    + " shareType:string:0";

    private final Contract contract;
    private final String location;
    private final boolean token;

    /** One operation: what it takes and gives, each part as name, type and how often it comes. */
    private record Operation(String name, String input, String output, boolean keyed) {}

    private static final List<Operation> OPERATIONS =
            List.of(
                    new Operation("describe", "", DESCRIBED, false),
                    new Operation(
                            "select",
                            TERMS + " filter:RowFilter:0 limit:int:0 cursor:string:0",
                            HEAD + " items:ItemName:* count:int:1 nextCursor:string:0 rows:Row:*",
                            false),
                    new Operation(
                            "count",
                            BARE_TERMS + " filter:RowFilter:0",
                            HEAD + " count:long:1",
                            false),
                    new Operation(
                            "byKey",
                            TERMS + " key:Key:1",
                            HEAD + " items:ItemName:* count:int:1 nextCursor:string:0 rows:Row:*",
                            true),
                    new Operation(
                            "batch",
                            TERMS + " keys:Key:+",
                            HEAD
                                    + " keyItems:ItemName:* items:ItemName:* count:int:1"
                                    + " answers:Answered:*",
                            true),
                    new Operation(
                            "verify",
                            BARE_TERMS + " claims:Claim:+",
                            HEAD + " keyItems:ItemName:* items:ItemName:* answers:Verdict:*",
                            true));

    /**
     * A contract, and the address that the caller used: one for X.509 signatures, or one for
     * UsernameToken.
     */
    public ResourceWsdl(Contract contract, String location, boolean token) {
        this.contract = contract;
        this.location = location;
        this.token = token;
    }

    public String write() {
        return TEMPLATE.replace("@POLICY@\n", token ? TOKEN : SIGNED)
                .replace("@POLICY_ID@", token ? "UsernameToken" : "SignedByX509")
                .replace("@NAMESPACE@", contract.namespace())
                .replace(
                        "@DOCUMENTATION@",
                        TypedXml.escaped(
                                contract.resource().title()
                                        + " "
                                        + contract.code()
                                        + " v"
                                        + contract.revision()))
                .replace("@ELEMENTS@\n", each(ResourceWsdl::elements))
                .replace("@TYPES@\n", types())
                .replace("@MESSAGES@\n", each(ResourceWsdl::messages))
                .replace("@PORT_TYPE@\n", each(ResourceWsdl::portType))
                .replace("@BINDING@\n", each(ResourceWsdl::binding))
                .replace("@BINDING12@\n", each(ResourceWsdl::binding).replace("<soap:", "<soap12:"))
                .replace("@LOCATION@", TypedXml.escaped(location).replace("\"", "&quot;"));
    }

    private String each(Function<Operation, String> part) {
        boolean keyed = !contract.keyItems().isEmpty();
        return OPERATIONS.stream()
                .filter(o -> keyed || !o.keyed())
                .map(part)
                .collect(Collectors.joining());
    }

    private static String elements(Operation o) {
        return element(o.name(), o.input()) + element(o.name() + "Response", o.output());
    }

    private static String element(String name, String parts) {
        return """
                     <xs:element name="%s">
                       <xs:complexType>
                         <xs:sequence>
               %s          </xs:sequence>
                       </xs:complexType>
                     </xs:element>
               """
                .formatted(name, sequence("            ", parts));
    }

    private static String complexType(String name, String sequence) {
        return """
                     <xs:complexType name="%s">
                       <xs:sequence>
               %s        </xs:sequence>
                     </xs:complexType>
               """
                .formatted(name, sequence);
    }

    private static String sequence(String indent, String parts) {
        return Arrays.stream(parts.split(" "))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split(":"))
                .map(p -> indent + part(p[0], p[1], p[2]))
                .collect(Collectors.joining());
    }

    private static String part(String name, String type, String times) {
        boolean simple = Character.isLowerCase(type.charAt(0));
        String occurs =
                switch (times) {
                    case "0" -> " minOccurs=\"0\"";
                    case "*" -> " minOccurs=\"0\" maxOccurs=\"unbounded\"";
                    case "+" -> " maxOccurs=\"" + ResourceCalls.MOST + "\"";
                    default -> "";
                };
        return "<xs:element name=\"%s\" type=\"%s:%s\"%s/>\n"
                .formatted(name, simple ? "xs" : "tns", type, occurs);
    }

    private String types() {
        List<DataItem> items = contract.items();
        List<DataItem> key = items.stream().filter(DataItem::primaryKey).toList();
        List<String> types = new ArrayList<>();
        types.add(enumeration("ItemName", items.stream().map(DataItem::technicalName).toList()));
        types.add(
                enumeration(
                        "Operator",
                        Arrays.stream(RowFilter.Operator.values()).map(Enum::name).toList()));
        items.forEach(i -> types.add(ItemTypes.xmlType(i)));
        types.add(complexType("Row", each(items, ResourceWsdl::optional)));
        types.add(complexType("Item", sequence("          ", DESCRIBED_ITEM)));
        if (!key.isEmpty()) {
            types.add(complexType("Key", each(key, i -> typed(i, ""))));
            types.add(complexType("Values", each(items, i -> typed(i, " minOccurs=\"0\""))));
            types.add(
                    complexType(
                            "Answered",
                            sequence("          ", "key:Key:1 found:boolean:1 row:Row:0")));
            types.add(complexType("Claim", sequence("          ", "key:Key:1 values:Values:1")));
            types.add(complexType("Holds", each(items, ResourceWsdl::holds)));
            types.add(complexType("Verdict", sequence("          ", "key:Key:1 items:Holds:1")));
        }
        return String.join("", types);
    }

    private static String each(List<DataItem> items, Function<DataItem, String> part) {
        return items.stream().map(part).collect(Collectors.joining());
    }

    /** Absent when it was not asked for or is not granted, nil when it is empty. */
    private static String optional(DataItem item) {
        return typed(
                item,
                ItemTypes.nullable(item)
                        ? " minOccurs=\"0\" nillable=\"true\""
                        : " minOccurs=\"0\"");
    }

    private static String typed(DataItem item, String occurs) {
        return "          <xs:element name=\"%1$s\" type=\"tns:Item_%1$s\"%2$s/>\n"
                .formatted(item.technicalName(), occurs);
    }

    private static String holds(DataItem item) {
        return "          <xs:element name=\"%s\" type=\"xs:boolean\" minOccurs=\"0\"/>\n"
                .formatted(item.technicalName());
    }

    private static String enumeration(String name, List<String> values) {
        return """
                     <xs:simpleType name="%s">
                       <xs:restriction base="xs:string">
               %s        </xs:restriction>
                     </xs:simpleType>
               """
                .formatted(
                        name,
                        values.stream()
                                .map(v -> "          <xs:enumeration value=\"" + v + "\"/>\n")
                                .collect(Collectors.joining()));
    }

    private static String messages(Operation o) {
        return message(o.name()) + message(o.name() + "Response");
    }

    private static String message(String name) {
        return """
                 <wsdl:message name="%1$s">
                   <wsdl:part name="parameters" element="tns:%1$s"/>
                 </wsdl:message>
               """
                .formatted(name);
    }

    private static String portType(Operation o) {
        return """
                   <wsdl:operation name="%1$s">
                     <wsdl:input message="tns:%1$s"/>
                     <wsdl:output message="tns:%1$sResponse"/>
                     <wsdl:fault name="problem" message="tns:problem"/>
                   </wsdl:operation>
               """
                .formatted(o.name());
    }

    private static String binding(Operation o) {
        return """
                   <wsdl:operation name="%s">
                     <soap:operation soapAction=""/>
                     <wsdl:input><soap:body use="literal"/></wsdl:input>
                     <wsdl:output><soap:body use="literal"/></wsdl:output>
                     <wsdl:fault name="problem"><soap:fault name="problem" use="literal"/></wsdl:fault>
                   </wsdl:operation>
               """
                .formatted(o.name());
    }

    private static String template(String name) {
        try (InputStream in = ResourceWsdl.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
