package org.zhengshu.kernel.soap;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.ws.WebServiceProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed WSDLs are what the endpoints do; {@code -Dwsdl.write} writes them anew. */
class WsdlContractTest {
    private static final Path FOLDER = Path.of("src/main/webapp/WEB-INF/wsdl");

    static List<SoapDoor> doors() throws Exception {
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            List<String> names =
                    files.map(f -> classes.relativize(f).toString())
                            .filter(n -> n.endsWith("Endpoint.class"))
                            .map(n -> n.replace('/', '.').replace(".class", ""))
                            .sorted()
                            .toList();
            List<SoapDoor> doors = new java.util.ArrayList<>();
            for (String name : names) {
                doors.add((SoapDoor) Class.forName(name).getDeclaredConstructor().newInstance());
            }
            return doors;
        }
    }

    @Test
    void thereAreEndpoints() throws Exception {
        assertThat(doors()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void committedContractIsWhatTheEndpointDoes(SoapDoor door) throws IOException {
        WebServiceProvider service = door.getClass().getAnnotation(WebServiceProvider.class);
        compare(
                FOLDER.resolve(service.serviceName() + ".wsdl"),
                new WsdlWriter(door, false).write());
        if (!door.getClass().isAnnotationPresent(OpenService.class)) {
            compare(
                    FOLDER.resolve("token").resolve(service.serviceName() + ".wsdl"),
                    new WsdlWriter(door, true).write());
        }
    }

    private static void compare(Path file, String wsdl) throws IOException {
        if (System.getProperty("wsdl.write") != null) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, wsdl);
        }
        assertThat(file).content().isEqualTo(wsdl);
    }
}
