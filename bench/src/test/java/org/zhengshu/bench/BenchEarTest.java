package org.zhengshu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengshu.bench.bare.BareApplication;
import org.zhengshu.bench.off.EvidenceOff;

/** The product never holds the benchmark; the benchmark holds all of the product. */
class BenchEarTest {
    private static final Path PRODUCT = Path.of("../ear/target/zhengshu.ear");

    private static final String BARE =
            BareApplication.class.getPackageName().replace('.', '/') + "/";

    @TempDir private Path folder;

    /**
     * Every file of an archive and of the archives in it, as {@code zhengshu-web.war!/index.html}.
     */
    private static Map<String, byte[]> files(InputStream archive, String place) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
            String name = place + e.getName();
            byte[] bytes = zip.readAllBytes();
            files.put(name, bytes);
            if (name.endsWith(".jar") || name.endsWith(".war")) {
                files.putAll(files(new ByteArrayInputStream(bytes), name + "!/"));
            }
        }
        return files;
    }

    private static Map<String, byte[]> files(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            return files(in, "");
        }
    }

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    @Test
    void nothingOfTheBenchmarkIsInTheProduct() throws IOException {
        Map<String, byte[]> product = files(PRODUCT);
        assertThat(product)
                .containsKey("zhengshu-ejb.jar!/org/zhengshu/exchange/boundary/Exchange.class");
        Path classes = Path.of("target/classes");
        try (Stream<Path> own = Files.walk(classes)) {
            own.filter(f -> f.toString().endsWith(".class"))
                    .map(f -> classes.relativize(f).toString().replace('\\', '/'))
                    .forEach(
                            name ->
                                    assertThat(product.keySet())
                                            .as(name)
                                            .noneMatch(f -> f.endsWith(name)));
        }
        assertThat(product.keySet()).noneMatch(f -> f.matches(".*(?<![A-Za-z])bench.*"));
        assertThat(new String(product.get("META-INF/application.xml"), StandardCharsets.UTF_8))
                .doesNotContain("bench");
    }

    @Test
    void theArchiveThatIsMeasuredIsTheProductAndTheTwoBaselines() throws IOException {
        Path measured = folder.resolve("zhengshu.ear");
        BenchEar.assemble(PRODUCT, measured, folder);
        Map<String, byte[]> product = files(PRODUCT);
        Map<String, byte[]> both = files(measured);
        product.forEach(
                (name, bytes) -> {
                    if (!name.equals("META-INF/application.xml")) {
                        assertThat(Arrays.equals(both.get(name), bytes)).as(name).isTrue();
                    }
                });
        both.keySet().removeAll(product.keySet());
        assertThat(both.keySet())
                .allMatch(name -> name.startsWith("bench.war") || name.startsWith("bare.war"));
        assertThat(both).containsKey("bench.war!/WEB-INF/classes/" + file(EvidenceOff.class));
    }

    @Test
    void theBareApplicationHasNothingOfTheProductButItsPolicy() throws IOException {
        Path measured = folder.resolve("zhengshu.ear");
        BenchEar.assemble(PRODUCT, measured, folder);
        Map<String, byte[]> both = files(measured);
        assertThat(both.keySet())
                .filteredOn(name -> name.startsWith("bare.war!/") && name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("bare.war!/WEB-INF/classes/" + BARE));
        assertThat(policy(both.get("bare.war!/WEB-INF/wsdl/Exchange.wsdl")))
                .contains("sp:SignedParts", "sp:IncludeTimestamp")
                .isEqualTo(policy(both.get("zhengshu-ws.war!/WEB-INF/wsdl/Exchange.wsdl")));
        both.forEach(
                (name, bytes) -> {
                    if (name.startsWith("bare.war!/") && !name.endsWith(".class")) {
                        assertThat(new String(bytes, StandardCharsets.UTF_8))
                                .as(name)
                                .doesNotContain("@FOLDER", "@PASSWORD", "@POLICY");
                    }
                });
    }

    private static String policy(byte[] contract) {
        String wsdl = new String(contract, StandardCharsets.UTF_8);
        int from = wsdl.indexOf("<wsp:Policy ");
        return wsdl.substring(from, wsdl.indexOf("<wsdl:types>", from)).strip();
    }
}
