package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.SoapMessage;
import org.zhengshu.tests.node.Node;

/** A stranger follows docs/getting-connected.md word by word (接入指南): its commands, unchanged. */
@Tag("ONB-9")
class GettingConnectedIT {
    private static final int MOST_STEPS = 8;
    private static final Pattern STEP =
            Pattern.compile(
                    "### (\\d+)\\. [^\n]+\n(?:(?!###|```)[^`]|`(?!``))*?```sh\n(.*?)```",
                    Pattern.DOTALL);

    private final Node node = Node.shared();

    @TempDir private Path folder;

    @Test
    void theDocumentsStepsLeadToBothFirstCalls() throws Exception {
        List<String> steps = steps("docs/getting-connected.md");
        assertThat(steps).hasSizeBetween(2, MOST_STEPS);
        Files.copy(node.data().resolve("root.pem"), folder.resolve("root.pem"));
        Files.copy(
                Node.project().resolve("docs/examples/SignedCall.java"),
                folder.resolve("SignedCall.java"));
        run("set -e\n" + String.join("\n", steps));
        JsonNode answer = new ObjectMapper().readTree(folder.resolve("answer.json").toFile());
        assertThat(answer.get("rows")).hasSize(3);
        String headers = Files.readString(folder.resolve("answer.headers"));
        assertThat(headers.toLowerCase(java.util.Locale.ROOT)).contains("zhengshu-sandbox: true");
        verifies(header(headers, "Zhengshu-Receipt"), bytes("answer.json"));
        SoapMessage soap = SoapMessage.parse(bytes("answer.xml"));
        assertThat(new String(soap.canonicalBody(), StandardCharsets.UTF_8))
                .contains("<count>3</count>", "999999");
        verifies(soap.receiptHeader().orElseThrow(), soap.canonicalBody());
        JsonNode calls = new ObjectMapper().readTree(folder.resolve("calls.json").toFile());
        assertThat(calls.at("/calls/0/door").asText()).isEqualTo("SOAP");
        assertThat(calls.at("/calls/1/door").asText()).isEqualTo("REST");
    }

    @Test
    void theChineseDocumentHasTheSameSteps() throws IOException {
        assertThat(steps("docs/getting-connected.zh-CN.md"))
                .isEqualTo(steps("docs/getting-connected.md"));
    }

    private static List<String> steps(String document) throws IOException {
        String text = Files.readString(Node.project().resolve(document));
        List<MatchResult> found = STEP.matcher(text).results().toList();
        assertThat(found.stream().map(m -> m.group(1)))
                .as("numbered without a gap, each with its commands")
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.rangeClosed(1, found.size())
                                .mapToObj(Integer::toString)
                                .toList());
        assertThat(text.split("```sh\n", -1)).hasSize(found.size() + 1);
        return found.stream().map(m -> m.group(2)).toList();
    }

    private void run(String script) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", script)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said.log").toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "NODE",
                                node.https(),
                                "LOGIN",
                                "housing",
                                "PASSWORD",
                                node.password("housing"),
                                "SYSTEM_NAME",
                                "stranger-" + UUID.randomUUID(),
                                "LC_ALL",
                                "C.UTF-8"));
        int exit = builder.start().waitFor();
        assertThat(exit).as(Files.readString(folder.resolve("said.log"))).isZero();
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private void verifies(String receipt, byte[] message) {
        assertThat(
                        ReceiptVerifier.verify(
                                        receipt.getBytes(StandardCharsets.US_ASCII),
                                        Optional.of(message),
                                        node.anchors())
                                .ok())
                .isTrue();
    }

    private static String header(String headers, String name) {
        return headers.lines()
                .filter(l -> l.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(l -> l.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }
}
