package org.zhengshu.kernel.soap;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.xml.ws.WebServiceProvider;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes the contract of a SOAP service from its operations: one file, no imports. */
final class WsdlWriter {
    private final SoapDoor door;
    private final String service;
    private final Map<Class<?>, String> types = new LinkedHashMap<>();

    private final boolean token;

    /**
     * A contract of the service: of the address with X.509 signatures, or of that with
     * UsernameToken.
     */
    WsdlWriter(SoapDoor door, boolean token) {
        this.door = door;
        this.token = token;
        this.service = door.getClass().getAnnotation(WebServiceProvider.class).serviceName();
    }

    String write() {
        StringBuilder elements = new StringBuilder();
        for (SoapOperation<?> o : door.operations()) {
            elements.append(element(o.name(), o.input()));
            elements.append(element(o.name() + "Response", (Class<?>) o.output()));
        }
        String template =
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <wsdl:definitions name="@S" targetNamespace="@N" xmlns:tns="@N"
                    xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
                    xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
                    xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/"
                    xmlns:xs="http://www.w3.org/2001/XMLSchema"
                    xmlns:p="urn:zhengshu:problem:1"
                    xmlns:wsp="http://www.w3.org/ns/ws-policy"
                    xmlns:sp="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702"
                    xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">
                @POLICY  <wsdl:types>
                    <xs:schema targetNamespace="urn:zhengshu:problem:1" elementFormDefault="qualified">
                      <xs:element name="problem">
                        <xs:complexType>
                          <xs:sequence>
                            <xs:element name="type" type="xs:string"/>
                            <xs:element name="code" type="xs:string"/>
                            <xs:element name="title" type="xs:string"/>
                            <xs:element name="status" type="xs:int"/>
                            <xs:element name="detail" type="xs:string"/>
                            <xs:element name="instance" type="xs:string"/>
                            <xs:element name="violations" minOccurs="0" maxOccurs="unbounded">
                              <xs:complexType>
                                <xs:sequence>
                                  <xs:element name="place" type="xs:string"/>
                                  <xs:element name="rule" type="xs:string"/>
                                  <xs:element name="value" type="xs:string"/>
                                  <xs:element name="message" type="xs:string"/>
                                </xs:sequence>
                              </xs:complexType>
                            </xs:element>
                          </xs:sequence>
                        </xs:complexType>
                      </xs:element>
                    </xs:schema>
                    <xs:schema targetNamespace="@N" elementFormDefault="qualified">
                @ELEMENTS@TYPES    </xs:schema>
                  </wsdl:types>
                  <wsdl:message name="problem">
                    <wsdl:part name="problem" element="p:problem"/>
                  </wsdl:message>
                @MESSAGES  <wsdl:portType name="@S">
                @PORT  </wsdl:portType>
                  <wsdl:binding name="@SSoap11" type="tns:@S">
                @REFERENCE    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
                @BINDING  </wsdl:binding>
                  <wsdl:binding name="@SSoap12" type="tns:@S">
                @REFERENCE    <soap12:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
                @12BINDING  </wsdl:binding>
                  <wsdl:service name="@S">
                    <wsdl:port name="@SPort" binding="tns:@SSoap11">
                      <soap:address location="http://localhost:8080/ws/@T@S"/>
                    </wsdl:port>
                    <wsdl:port name="@SPort12" binding="tns:@SSoap12">
                      <soap12:address location="http://localhost:8080/ws/@T@S"/>
                    </wsdl:port>
                  </wsdl:service>
                </wsdl:definitions>
                """;
        return template.replace("@ELEMENTS", elements)
                .replace("@TYPES", typeDefinitions())
                .replace("@MESSAGES", each(MESSAGES))
                .replace("@PORT", each(PORT))
                .replace("@BINDING", each(BINDING))
                .replace("@12BINDING", each(BINDING).replace("<soap:", "<soap12:"))
                .replace("@POLICY", isOpen() ? "" : token ? TOKEN_POLICY : POLICY)
                .replace(
                        "@REFERENCE",
                        isOpen()
                                ? ""
                                : "    <wsp:PolicyReference URI=\"#"
                                        + (token ? "UsernameToken" : "SignedByX509")
                                        + "\"/>\n")
                .replace("@T", token ? "token/" : "")
                .replace("@N", door.namespace())
                .replace("@S", service);
    }

    /** Services that anybody may call have no message security. */
    private boolean isOpen() {
        return door.getClass().isAnnotationPresent(OpenService.class);
    }

    private String each(String pattern) {
        return door.operations().stream()
                .map(o -> pattern.replace("@O", o.name()))
                .collect(Collectors.joining());
    }

    private String element(String name, Class<?> type) {
        return "      <xs:element name=\""
                + name
                + "\">\n"
                + sequence(type, "        ")
                + "      </xs:element>\n";
    }

    private String sequence(Class<?> record, String indent) {
        StringBuilder out =
                new StringBuilder(indent + "<xs:complexType>\n" + indent + "  <xs:sequence>\n");
        boolean input = isInput(record);
        for (RecordComponent component : record.getRecordComponents()) {
            out.append(component(component, indent + "    ", input));
        }
        return out + indent + "  </xs:sequence>\n" + indent + "</xs:complexType>\n";
    }

    private static boolean isInput(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).anyMatch(WsdlWriter::isRequired);
    }

    private String component(RecordComponent component, String indent, boolean input) {
        Type type = component.getGenericType();
        boolean many = false;
        if (type instanceof ParameterizedType list
                && Collection.class.isAssignableFrom((Class<?>) list.getRawType())) {
            many = true;
            type = list.getActualTypeArguments()[0];
        }
        boolean optional =
                many
                        || !(type instanceof Class<?> c && c.isPrimitive() && !input)
                                && !isRequired(component);
        return indent
                + "<xs:element name=\""
                + component.getName()
                + "\" type=\""
                + name(type)
                + "\""
                + (optional ? " minOccurs=\"0\"" : "")
                + (many ? " maxOccurs=\"unbounded\"" : "")
                + "/>\n";
    }

    private static boolean isRequired(RecordComponent component) {
        return has(component, NotNull.class)
                || has(component, NotBlank.class)
                || has(component, NotEmpty.class);
    }

    private static boolean has(
            RecordComponent component, Class<? extends java.lang.annotation.Annotation> type) {
        return component.getAccessor().isAnnotationPresent(type)
                || component.isAnnotationPresent(type)
                || component.getAnnotatedType().isAnnotationPresent(type);
    }

    private String name(Type type) {
        if (type instanceof ParameterizedType map
                && Map.class.isAssignableFrom((Class<?>) map.getRawType())) {
            types.put(Map.class, "Row");
            return "tns:Row";
        }
        Class<?> c = (Class<?>) type;
        if (c.isRecord() || c.isEnum()) {
            types.putIfAbsent(c, c.getSimpleName());
            return "tns:" + c.getSimpleName();
        }
        String simple = SIMPLE.get(c);
        if (simple == null) {
            throw new IllegalStateException("no XML type for " + c);
        }
        return simple;
    }

    private String typeDefinitions() {
        Map<String, String> written = new LinkedHashMap<>();
        while (written.size() < types.size()) {
            for (Class<?> type : types.keySet().toArray(Class<?>[]::new)) {
                if (!written.containsKey(types.get(type))) {
                    written.put(types.get(type), definition(type));
                }
            }
        }
        return String.join("", written.values());
    }

    private String definition(Class<?> type) {
        if (type == Map.class) {
            return ROW;
        }
        if (type.isEnum()) {
            return "      <xs:simpleType name=\""
                    + type.getSimpleName()
                    + "\">\n        <xs:restriction base=\"xs:string\">\n"
                    + Arrays.stream(type.getEnumConstants())
                            .map(e -> "          <xs:enumeration value=\"" + e + "\"/>\n")
                            .collect(Collectors.joining())
                    + "        </xs:restriction>\n      </xs:simpleType>\n";
        }
        return sequence(type, "      ")
                .replaceFirst(
                        "<xs:complexType>",
                        "<xs:complexType name=\"" + type.getSimpleName() + "\">");
    }

    private static final Map<Class<?>, String> SIMPLE =
            Map.ofEntries(
                    Map.entry(String.class, "xs:string"),
                    Map.entry(UUID.class, "xs:string"),
                    Map.entry(int.class, "xs:int"),
                    Map.entry(Integer.class, "xs:int"),
                    Map.entry(long.class, "xs:long"),
                    Map.entry(Long.class, "xs:long"),
                    Map.entry(boolean.class, "xs:boolean"),
                    Map.entry(Boolean.class, "xs:boolean"),
                    Map.entry(BigDecimal.class, "xs:decimal"),
                    Map.entry(Instant.class, "xs:dateTime"),
                    Map.entry(LocalDate.class, "xs:date"),
                    Map.entry(byte[].class, "xs:base64Binary"));

    private static final String ROW =
            """
                  <xs:complexType name="Row">
                    <xs:sequence>
                      <xs:element name="value" minOccurs="0" maxOccurs="unbounded">
                        <xs:complexType>
                          <xs:simpleContent>
                            <xs:extension base="xs:string">
                              <xs:attribute name="name" type="xs:string" use="required"/>
                              <xs:attribute name="nil" type="xs:boolean"/>
                            </xs:extension>
                          </xs:simpleContent>
                        </xs:complexType>
                      </xs:element>
                    </xs:sequence>
                  </xs:complexType>
            """;
    private static final String MESSAGES =
            """
              <wsdl:message name="@O">
                <wsdl:part name="parameters" element="tns:@O"/>
              </wsdl:message>
              <wsdl:message name="@OResponse">
                <wsdl:part name="parameters" element="tns:@OResponse"/>
              </wsdl:message>
            """;
    private static final String PORT =
            """
                <wsdl:operation name="@O">
                  <wsdl:input message="tns:@O"/>
                  <wsdl:output message="tns:@OResponse"/>
                  <wsdl:fault name="problem" message="tns:problem"/>
                </wsdl:operation>
            """;
    private static final String BINDING =
            """
                <wsdl:operation name="@O">
                  <soap:operation soapAction=""/>
                  <wsdl:input><soap:body use="literal"/></wsdl:input>
                  <wsdl:output><soap:body use="literal"/></wsdl:output>
                  <wsdl:fault name="problem"><soap:fault name="problem" use="literal"/></wsdl:fault>
                </wsdl:operation>
            """;
    private static final String TOKEN_POLICY =
            """
              <wsp:Policy wsu:Id="UsernameToken">
                <wsp:ExactlyOne>
            @TEXT@DIGEST    </wsp:ExactlyOne>
              </wsp:Policy>
            """
                    .replace("@TEXT", alternative(""))
                    .replace("@DIGEST", alternative("<sp:HashPassword/>"));

    private static String alternative(String password) {
        return """
                  <wsp:All>
                    <sp:TransportBinding>
                      <wsp:Policy>
                        <sp:TransportToken>
                          <wsp:Policy>
                            <sp:HttpsToken>
                              <wsp:Policy/>
                            </sp:HttpsToken>
                          </wsp:Policy>
                        </sp:TransportToken>
                        <sp:AlgorithmSuite>
                          <wsp:Policy>
                            <sp:Basic256Sha256/>
                          </wsp:Policy>
                        </sp:AlgorithmSuite>
                        <sp:Layout>
                          <wsp:Policy>
                            <sp:Lax/>
                          </wsp:Policy>
                        </sp:Layout>
                      </wsp:Policy>
                    </sp:TransportBinding>
                    <sp:SignedSupportingTokens>
                      <wsp:Policy>
                        <sp:UsernameToken sp:IncludeToken="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702/IncludeToken/AlwaysToRecipient">
                          <wsp:Policy>@P<sp:WssUsernameToken10/></wsp:Policy>
                        </sp:UsernameToken>
                      </wsp:Policy>
                    </sp:SignedSupportingTokens>
                  </wsp:All>
            """
                .replace("@P", password);
    }

    private static final String POLICY =
            """
              <wsp:Policy wsu:Id="SignedByX509">
                <wsp:ExactlyOne>
                  <wsp:All>
                    <sp:AsymmetricBinding>
                      <wsp:Policy>
                        <sp:InitiatorToken>
                          <wsp:Policy>
                            <sp:X509Token sp:IncludeToken="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702/IncludeToken/AlwaysToRecipient">
                              <wsp:Policy>
                                <sp:WssX509V3Token10/>
                              </wsp:Policy>
                            </sp:X509Token>
                          </wsp:Policy>
                        </sp:InitiatorToken>
                        <sp:RecipientToken>
                          <wsp:Policy>
                            <sp:X509Token sp:IncludeToken="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702/IncludeToken/AlwaysToInitiator">
                              <wsp:Policy>
                                <sp:WssX509V3Token10/>
                              </wsp:Policy>
                            </sp:X509Token>
                          </wsp:Policy>
                        </sp:RecipientToken>
                        <sp:AlgorithmSuite>
                          <wsp:Policy>
                            <sp:Basic256Sha256/>
                          </wsp:Policy>
                        </sp:AlgorithmSuite>
                        <sp:Layout>
                          <wsp:Policy>
                            <sp:Lax/>
                          </wsp:Policy>
                        </sp:Layout>
                        <sp:IncludeTimestamp/>
                        <sp:OnlySignEntireHeadersAndBody/>
                      </wsp:Policy>
                    </sp:AsymmetricBinding>
                    <sp:SignedParts>
                      <sp:Body/>
                    </sp:SignedParts>
                  </wsp:All>
                </wsp:ExactlyOne>
              </wsp:Policy>
            """;
}
