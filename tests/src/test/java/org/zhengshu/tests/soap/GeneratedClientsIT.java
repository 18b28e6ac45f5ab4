package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Tls;
import org.zhengshu.tests.soap.Sample.Ended;

/**
 * Clients that other people's generators make from the contracts (生成的客户端) compile, and query under
 * a grant, each in a process of its own.
 */
@Tag("EXC-2")
class GeneratedClientsIT {
    private static final String SYSTEM = "soap-housing";
    private static final String PURPOSE = "房屋坐落核验";
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    private static final String NODE_CALL =
            """
            import java.util.UUID;
            import org.example.*;
            import org.example.model.*;

            public class Call {
                public static void main(String[] args) throws Exception {
                    ApiClient client = new ApiClient();
                    client.updateBaseUri(args[0]);
                    Query query = new Query().purpose(args[2]).limit(3);
                    query.grant(UUID.fromString(args[1]));
                    Result result = new ExchangeApi(client).exchangeQuery(query);
                    System.out.println(result.getRows().size() + " rows");
                }
            }
            """;

    private static final String RESOURCE_CALL =
            """
            import org.example.*;
            import org.example.model.*;

            public class Call {
                public static void main(String[] args) throws Exception {
                    ApiClient client = new ApiClient();
                    client.updateBaseUri(args[0]);
                    Query query = new Query().limit(3);
                    Records records =
                            new DefaultApi(client)
                                    .select(query, args[1], null, args[2], null, null, null);
                    Row row = records.getRows().get(0);
                    System.out.println(records.getCount() + " rows, " + row.getCode());
                }
            }
            """;

    private static final String SOAP_CALL =
            """
            import jakarta.xml.ws.*;
            import java.net.URL;
            import java.nio.file.*;
            import java.util.*;
            import javax.security.auth.callback.CallbackHandler;
            import org.apache.wss4j.common.ext.WSPasswordCallback;
            import org.example.*;

            public class Call {
                public static void main(String[] args) throws Exception {
                    String password = Files.readString(Path.of(args[2])).strip();
                    Resource port = new Resource_Service(new URL(args[0])).getResourcePort();
                    Map<String, Object> context = ((BindingProvider) port).getRequestContext();
                    CallbackHandler passwords =
                            asked -> ((WSPasswordCallback) asked[0]).setPassword(password);
                    context.put("ws-security.callback-handler", passwords);
                    context.put(
                            "ws-security.signature.properties",
                            merlin("keystore", args[1], password));
                    context.put(
                            "ws-security.encryption.properties",
                            merlin(
                                    "truststore",
                                    System.getProperty("javax.net.ssl.trustStore"),
                                    System.getProperty("javax.net.ssl.trustStorePassword")));
                    context.put(
                            "ws-security.asymmetric.signature.algorithm",
                            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
                    Holder<String> grant = new Holder<>(args[3]);
                    Holder<Long> count = new Holder<>();
                    port.count(
                            grant, args[4], null, null, new Holder<>(), new Holder<>(), count);
                    System.out.println("counted " + count.value);
                }

                private static Properties merlin(String kind, String file, String password) {
                    String prefix = "org.apache.wss4j.crypto.merlin." + kind + ".";
                    Properties properties = new Properties();
                    properties.put(
                            "org.apache.wss4j.crypto.provider",
                            "org.apache.wss4j.common.crypto.Merlin");
                    properties.put(prefix + "file", file);
                    properties.put(prefix + "type", "PKCS12");
                    properties.put(prefix + "password", password);
                    return properties;
                }
            }
            """;

    private final Node node = Node.shared();
    private final Rest system = Rest.system(node, SYSTEM);
    private final String grant = node.grant(SYSTEM + ".streets");
    private final String code =
            system.get("/api/v1/grants/" + grant)
                    .json()
                    .get("resourceCode")
                    .asText()
                    .replace('/', '-');

    @Test
    void ofTheNodesOpenApi() throws IOException {
        Sample sample = Sample.of("openapi-node");
        String jars = generated(sample, Rest.nobody(node).get("/api/v1/openapi.json"));
        assertThat(called(sample, jars, NODE_CALL, node.https(), grant, PURPOSE))
                .contains("3 rows");
    }

    @Test
    void ofAResourcesOpenApi() throws IOException {
        Sample sample = Sample.of("openapi-resource");
        String at = "/api/v1/resources/" + code;
        String jars = generated(sample, system.get(at + "/openapi.json"));
        String purpose = URLEncoder.encode(PURPOSE, StandardCharsets.UTF_8);
        assertThat(called(sample, jars, RESOURCE_CALL, node.https() + at, grant, purpose))
                .containsPattern("3 rows, [0-9]{6}");
    }

    @Test
    void ofAResourcesWsdl() throws IOException {
        Sample sample = Sample.of("cxf-resource");
        Reply wsdl = system.get("/ws/resources/" + code + "?wsdl");
        Path contract = sample.file("resource.wsdl", wsdl.bytes());
        Path sources = sample.file("sources");
        Sample.require(
                sample.run(
                        List.of(
                                "sh",
                                Sample.bin("wsconsume.sh"),
                                "-k",
                                "-n",
                                "-p",
                                "org.example",
                                "-o",
                                sample.file("unused").toString(),
                                "-s",
                                sources.toString(),
                                contract.toUri().toString())));
        String jars =
                Sample.moduleJars(
                        "org/apache/cxf",
                        "org/apache/ws/security",
                        "jakarta/xml/ws/api",
                        "jakarta/xml/bind/api",
                        "jakarta/xml/soap/api");
        compile(sample, jars, sources, SOAP_CALL);
        byte[] password = Tls.password(node.data(), SYSTEM).getBytes(StandardCharsets.US_ASCII);
        Ended ended =
                sample.modules(
                        node,
                        sample.file("classes"),
                        List.of(),
                        "Call",
                        contract.toUri().toString(),
                        store().toString(),
                        sample.file("password", password).toString(),
                        grant,
                        PURPOSE);
        assertThat(ended.exit()).as(ended.output()).isZero();
        assertThat(ended.output()).containsPattern("counted [1-9][0-9]*");
    }

    private Path store() {
        return node.data().resolve("pki/clients/" + SYSTEM + ".p12");
    }

    /** The sources of a Java client; what it needs is in the server already. */
    private static String generated(Sample sample, Reply document) {
        assertThat(document.status()).as(document.text()).isEqualTo(200);
        Path contract = sample.file("openapi.json", document.bytes());
        Sample.require(
                sample.run(
                        List.of(
                                JAVA.resolve("java").toString(),
                                "-Xmx400m",
                                "-jar",
                                Sample.jars("openapi-generator"),
                                "generate",
                                "-g",
                                "java",
                                "--library",
                                "native",
                                "-i",
                                contract.toString(),
                                "-o",
                                sample.file("generated").toString(),
                                "--invoker-package",
                                "org.example",
                                "--api-package",
                                "org.example",
                                "--model-package",
                                "org.example.model",
                                "--additional-properties",
                                "openApiNullable=false,useJakartaEe=true",
                                "--global-property",
                                "apis,models,supportingFiles,apiTests=false,modelTests=false,"
                                        + "apiDocs=false,modelDocs=false")));
        return Sample.moduleJars("com/fasterxml/jackson", "jakarta/annotation/api");
    }

    private static void compile(Sample sample, String jars, Path sources, String main)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                JAVA.resolve("javac").toString(),
                                "-nowarn",
                                "-encoding",
                                "UTF-8",
                                "-cp",
                                jars,
                                "-d",
                                sample.file("classes").toString(),
                                sample.file("Call.java", main.getBytes(StandardCharsets.UTF_8))
                                        .toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(f -> f.endsWith(".java")).forEach(command::add);
        }
        Sample.require(sample.run(command));
    }

    private String called(Sample sample, String jars, String main, String... arguments)
            throws IOException {
        compile(sample, jars, sample.file("generated").resolve("src/main/java"), main);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                JAVA.resolve("java").toString(),
                                "-Xmx256m",
                                "-Djavax.net.ssl.trustStore=" + sample.trust(node),
                                "-Djavax.net.ssl.trustStorePassword=changeit",
                                "-Djavax.net.ssl.keyStore=" + store(),
                                "-Djavax.net.ssl.keyStorePassword="
                                        + Tls.password(node.data(), SYSTEM),
                                "-cp",
                                sample.file("classes") + File.pathSeparator + jars,
                                "Call"));
        command.addAll(List.of(arguments));
        Ended ended = sample.run(command);
        assertThat(ended.exit()).as(ended.output()).isZero();
        return ended.output();
    }
}
