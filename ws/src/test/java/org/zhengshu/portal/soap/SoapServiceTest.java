package org.zhengshu.portal.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the list at /ws shows of each committed contract. */
class SoapServiceTest {
    static List<Path> contracts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/webapp/WEB-INF/wsdl"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void hasOperationsAndANameInBothLanguages(Path contract) throws IOException {
        try (InputStream in = Files.newInputStream(contract)) {
            SoapService service = SoapService.read(in);
            assertThat(service.name() + ".wsdl").isEqualTo(contract.getFileName().toString());
            assertThat(service.operations()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(service.secured()).isEqualTo(!service.name().equals("Verification"));
            assertThat(ServiceListServlet.words(service.name())).hasSize(2);
            assertThat(ServiceListServlet.words(service.name())[0]).matches("\\p{IsHan}+");
        }
    }
}
