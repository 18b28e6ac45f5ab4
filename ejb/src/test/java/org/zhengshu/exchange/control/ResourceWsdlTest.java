package org.zhengshu.exchange.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.cxf.tools.common.ToolContext;
import org.apache.cxf.tools.validator.internal.WSDL11Validator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.zhengshu.catalogue.boundary.DataItem;

/** The WSDL of a resource says what its data items say. */
class ResourceWsdlTest {
    private static final String LOCATION = "https://node.example/ws/resources/a?x=1&y=\"2\"";

    @TempDir private Path folder;

    @Test
    @Tag("EXC-2")
    void isAcceptedByCxfsValidatorWithAndWithoutAKey() throws Exception {
        validate(SampleContract.of(SampleContract.everyType()));
        validate(SampleContract.of(List.of(SampleContract.item("day", "D", null, null))));
        validate(SampleContract.old(SampleContract.everyType()));
    }

    private void validate(Contract contract) throws Exception {
        for (boolean token : new boolean[] {false, true}) {
            Path file = Files.createTempFile(folder, "resource", ".wsdl");
            Files.writeString(file, new ResourceWsdl(contract, LOCATION, token).write());
            ToolContext context = new ToolContext();
            context.put("wsdlurl", file.toString());
            assertThat(new WSDL11Validator(null, context).isValid()).isTrue();
        }
    }

    @Test
    void ofTheTokenAddressAsksForATokenAndIsOtherwiseTheSame() {
        Contract contract = SampleContract.of(SampleContract.everyType());
        String signed = new ResourceWsdl(contract, LOCATION, false).write();
        String token = new ResourceWsdl(contract, LOCATION, true).write();
        assertThat(signed).contains("#SignedByX509").doesNotContain("UsernameToken", "@POLICY");
        assertThat(token).contains("#UsernameToken").doesNotContain("SignedByX509", "@POLICY");
        assertThat(withoutPolicy(token)).isEqualTo(withoutPolicy(signed));
    }

    private static String withoutPolicy(String wsdl) {
        return wsdl.replaceFirst("(?s)  <wsp:Policy .*\n  </wsp:Policy>\n", "")
                .replaceAll("PolicyReference URI=\"[^\"]*\"", "");
    }

    @Test
    void namesItsContractAndTheAddressThatTheCallerUsed() throws Exception {
        Element root = parsed(SampleContract.of(SampleContract.everyType())).getDocumentElement();
        assertThat(root.getAttribute("targetNamespace"))
                .isEqualTo("urn:zhengshu:resource:103001-000001-v3");
        assertThat(first(root, "address").getAttribute("location")).isEqualTo(LOCATION);
        assertThat(first(root, "documentation").getTextContent()).contains("街道 & <乡镇>");
        assertThat(root.getElementsByTagNameNS("*", "import").getLength()).isZero();
        assertThat(root.getElementsByTagNameNS("*", "PolicyReference").getLength()).isPositive();
    }

    @Test
    void everyItemHasItsTypeAndItsLimits() throws Exception {
        Document wsdl = parsed(SampleContract.of(SampleContract.everyType()));
        assertThat(facets(wsdl, "code")).containsExactly("xs:string", "maxLength=8");
        assertThat(facets(wsdl, "amount"))
                .containsExactly("xs:decimal", "totalDigits=20", "fractionDigits=10");
        assertThat(facets(wsdl, "price"))
                .containsExactly("xs:decimal", "totalDigits=18", "fractionDigits=2");
        assertThat(facets(wsdl, "day")).containsExactly("xs:date");
        assertThat(facets(wsdl, "moment")).containsExactly("xs:dateTime");
        assertThat(facets(wsdl, "flag")).containsExactly("xs:boolean");
        assertThat(facets(wsdl, "blob")).containsExactly("xs:base64Binary");
        assertThat(facets(wsdl, "whole")).containsExactly("xs:long");
        assertThat(facets(wsdl, "real")).containsExactly("xs:double");
    }

    @Test
    void onlyWhatMayBeEmptyIsNillable() throws Exception {
        Element row =
                named(parsed(SampleContract.of(SampleContract.everyType())), "complexType", "Row");
        NodeList elements = row.getElementsByTagNameNS("*", "element");
        assertThat(elements.getLength()).isEqualTo(12);
        assertThat(((Element) elements.item(0)).getAttribute("nillable")).isEmpty();
        assertThat(((Element) elements.item(1)).getAttribute("nillable")).isEqualTo("true");
    }

    @Test
    void withoutAKeyThereAreNoOperationsByKey() throws Exception {
        List<DataItem> items = List.of(SampleContract.item("day", "D", null, null));
        assertThat(operations(SampleContract.of(items)))
                .containsExactly("describe", "select", "count");
        assertThat(operations(SampleContract.of(SampleContract.everyType())))
                .containsExactly("describe", "select", "count", "byKey", "batch", "verify");
    }

    private static List<String> operations(Contract contract) throws Exception {
        Element portType = first(parsed(contract).getDocumentElement(), "portType");
        NodeList found = portType.getElementsByTagNameNS("*", "operation");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            names.add(((Element) found.item(i)).getAttribute("name"));
        }
        return names;
    }

    private static List<String> facets(Document wsdl, String item) {
        Element type = named(wsdl, "simpleType", "Item_" + item);
        Element restriction = first(type, "restriction");
        List<String> facets = new ArrayList<>(List.of(restriction.getAttribute("base")));
        NodeList children = restriction.getElementsByTagNameNS("*", "*");
        for (int i = 0; i < children.getLength(); i++) {
            Element facet = (Element) children.item(i);
            facets.add(facet.getLocalName() + "=" + facet.getAttribute("value"));
        }
        return facets;
    }

    private static Element named(Document wsdl, String element, String name) {
        NodeList found = wsdl.getElementsByTagNameNS("*", element);
        for (int i = 0; i < found.getLength(); i++) {
            if (((Element) found.item(i)).getAttribute("name").equals(name)) {
                return (Element) found.item(i);
            }
        }
        throw new AssertionError("no " + element + " " + name);
    }

    private static Element first(Element root, String name) {
        return (Element) root.getElementsByTagNameNS("*", name).item(0);
    }

    private static Document parsed(Contract contract) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        byte[] wsdl =
                new ResourceWsdl(contract, LOCATION, false)
                        .write()
                        .getBytes(StandardCharsets.UTF_8);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(wsdl));
    }
}
