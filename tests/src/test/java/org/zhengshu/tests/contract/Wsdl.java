package org.zhengshu.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** A SOAP service as a node lists and describes it. */
public record Wsdl(String service, String namespace, List<String> operations, boolean secured) {
    private static final String NAMESPACE = "http://schemas.xmlsoap.org/wsdl/";
    private static final Pattern LINK = Pattern.compile("href=\"(/ws/([A-Za-z]+)\\?wsdl)\"");

    /** All services that the page at /ws lists. */
    public static List<Wsdl> all(Node node) {
        Rest nobody = Rest.nobody(node);
        List<Wsdl> all = new ArrayList<>();
        Reply page = nobody.get("/ws/");
        var link = LINK.matcher(page.text());
        while (link.find()) {
            all.add(read(link.group(2), nobody.get(link.group(1)).bytes()));
        }
        assertThat(all).as(page.text()).isNotEmpty();
        return all;
    }

    private static Wsdl read(String service, byte[] wsdl) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Element root =
                    factory.newDocumentBuilder()
                            .parse(new ByteArrayInputStream(wsdl))
                            .getDocumentElement();
            Element portType = (Element) root.getElementsByTagNameNS(NAMESPACE, "portType").item(0);
            NodeList found = portType.getElementsByTagNameNS(NAMESPACE, "operation");
            List<String> operations = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                operations.add(((Element) found.item(i)).getAttribute("name"));
            }
            boolean secured = root.getElementsByTagNameNS("*", "PolicyReference").getLength() > 0;
            return new Wsdl(service, root.getAttribute("targetNamespace"), operations, secured);
        } catch (Exception e) {
            throw new IllegalStateException(service, e);
        }
    }
}
