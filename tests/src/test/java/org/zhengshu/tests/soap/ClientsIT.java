package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.SoapMessage;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Tls;
import org.zhengshu.tests.soap.Sample.Ended;

/**
 * Old and new stacks, each in a process of its own, make a real query under a grant; the receipt of
 * what they kept is verified offline.
 */
@Tag("KRN-13")
class ClientsIT {
    private static final String SYSTEM = "soap-housing";
    private static final String PURPOSE = "房屋坐落核验";

    private final Node node = Node.shared();
    private final String grant = node.grant("soap-housing.streets");
    private final String address = node.https() + "/ws/token/Exchange";
    private final String root = node.data().resolve("root.pem").toString();

    private String secret(Sample sample) {
        String secret = SystemSecret.of(node, SYSTEM).secret();
        return sample.file("secret", secret.getBytes(StandardCharsets.US_ASCII)).toString();
    }

    private void answered(Ended ended, Path answer) throws IOException {
        assertThat(ended.exit()).as(ended.output()).isZero();
        SoapMessage message = SoapMessage.parse(Files.readAllBytes(answer));
        byte[] body = message.canonicalBody();
        assertThat(new String(body, StandardCharsets.UTF_8))
                .contains("<queryResponse xmlns=\"urn:zhengshu:exchange:1\">", "<rows>", grant);
        String receipt = message.receiptHeader().orElseThrow();
        assertThat(
                        ReceiptVerifier.verify(
                                        receipt.getBytes(StandardCharsets.US_ASCII),
                                        Optional.of(body),
                                        node.anchors())
                                .failures())
                .isEmpty();
    }

    @Test
    void curl() throws IOException {
        Sample sample = Sample.of("curl");
        Ended ended =
                sample.run(
                        List.of(
                                "sh",
                                sample.folder().resolve("query.sh").toString(),
                                address,
                                SYSTEM,
                                secret(sample),
                                grant,
                                PURPOSE,
                                root));
        answered(ended, sample.file("answer.xml", ended.output().getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030"})
    void pythonsStandardLibrary(String charset) throws IOException {
        Sample sample = Sample.of("python");
        Path answer = sample.file("answer.xml");
        Ended ended =
                sample.run(
                        List.of(
                                "python3",
                                sample.folder().resolve("query.py").toString(),
                                address,
                                SYSTEM,
                                secret(sample),
                                grant,
                                PURPOSE,
                                root,
                                answer.toString(),
                                charset));
        answered(ended, answer);
    }

    /** A socket, HTTP/1.0, GBK. */
    @Test
    void rawHttp10() throws IOException {
        Sample sample = Sample.of("http10");
        Path answer = sample.file("answer.xml");
        String classes = sample.compiled("").toString();
        answered(token(sample, classes, address, answer), answer);
    }

    @Test
    void axis14() throws IOException {
        Sample sample = Sample.of("axis14");
        Path answer = sample.file("answer.xml");
        String jars = Sample.jars("axis14");
        String path = sample.compiled(jars) + java.io.File.pathSeparator + jars;
        answered(token(sample, path, address, answer), answer);
    }

    @Test
    void jaxWsRi23() throws IOException {
        Sample sample = Sample.of("jaxws-ri");
        Path answer = sample.file("answer.xml");
        String jars = Sample.jars("jaxws-ri");
        String path = sample.compiled(jars) + java.io.File.pathSeparator + jars;
        answered(token(sample, path, address + "?wsdl", answer), answer);
    }

    private Ended token(Sample sample, String path, String where, Path answer) {
        return sample.java(
                node, path, where, SYSTEM, secret(sample), grant, PURPOSE, answer.toString());
    }

    /** Generated by CXF from the WSDL; signed and verified by the policy in it. */
    @Test
    void cxfFromTheWsdl() throws IOException {
        Sample sample = Sample.of("cxf");
        Path answer = sample.file("answer.xml");
        byte[] wsdl = Rest.nobody(node).get("/ws/Exchange?wsdl").bytes();
        Path contract = sample.file("Exchange.wsdl", wsdl);
        Path generated = sample.file("generated");
        Sample.require(
                sample.run(
                        List.of(
                                "sh",
                                Sample.bin("wsconsume.sh"),
                                "-k",
                                "-n",
                                "-p",
                                "org.example.exchange",
                                "-o",
                                sample.file("unused").toString(),
                                "-s",
                                generated.toString(),
                                contract.toUri().toString())));
        Path[] sources;
        try (Stream<Path> files = Files.walk(generated)) {
            sources = files.filter(f -> f.toString().endsWith(".java")).toArray(Path[]::new);
        }
        String jars =
                Sample.moduleJars(
                        "org/apache/cxf",
                        "org/apache/ws/security",
                        "jakarta/xml/ws/api",
                        "jakarta/xml/bind/api",
                        "jakarta/xml/soap/api");
        Path classes = sample.compiled(jars, sources);
        Ended ended =
                sample.modules(
                        node,
                        classes,
                        List.of(),
                        "Query",
                        contract.toUri().toString(),
                        node.data().resolve("pki/clients/" + SYSTEM + ".p12").toString(),
                        sample.file(
                                        "password",
                                        Tls.password(node.data(), SYSTEM)
                                                .getBytes(StandardCharsets.US_ASCII))
                                .toString(),
                        grant,
                        PURPOSE,
                        answer.toString());
        answered(ended, answer);
    }

    static Stream<Path> contracts() throws IOException {
        Path folder = Node.project().resolve("ws/src/main/webapp/WEB-INF/wsdl");
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    /** One process for all of them; the schemas are CXF's own, without those it would fetch. */
    @Test
    void cxfsValidatorAcceptsEveryContract() throws IOException {
        Sample sample = Sample.of("cxf");
        Path main = sample.file("Validate.java");
        Files.writeString(
                main,
                """
                import org.apache.cxf.tools.validator.WSDLValidator;

                public class Validate {
                    public static void main(String[] files) {
                        for (String file : files) {
                            System.out.println(file);
                            WSDLValidator.main(new String[] {file});
                        }
                    }
                }
                """);
        String jars = Sample.moduleJars("org/apache/cxf");
        Path classes = sample.file("classes");
        Sample.require(
                sample.run(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/javac").toString(),
                                "-cp",
                                jars,
                                "-d",
                                classes.toString(),
                                main.toString())));
        for (String schema : List.of("wsdl", "soap-binding", "soap12-binding")) {
            byte[] content = Sample.resource(jars, "schemas/wsdl/" + schema + ".xsd");
            sample.file("schemas/" + schema + ".xsd", content);
        }
        List<String> files = contracts().map(p -> p.toUri().toString()).toList();
        Ended ended =
                sample.modules(
                        node,
                        classes,
                        List.of("-Dcxf_schema_dir=" + sample.file("schemas") + "/"),
                        "Validate",
                        files.toArray(String[]::new));
        assertThat(ended.output().lines().filter(l -> l.startsWith("Passed Validation")))
                .as(ended.output())
                .hasSize(files.size());
    }
}
