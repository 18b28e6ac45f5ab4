package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengshu.tests.architecture.Rule;
import org.zhengshu.tests.node.Node;

/** Holds the product to the rules of its architecture, and shows that each rule can fail. */
class ArchitectureTest {
    private static final List<Path> MODULES =
            Stream.of("proof", "ejb", "web", "ws")
                    .map(module -> Node.project().resolve(module).resolve("target/classes"))
                    .toList();

    private static final JavaClasses PRODUCT = imported();

    /** Libraries are known by name alone, which is quick and the same on every machine. */
    private static JavaClasses imported() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter().importPaths(MODULES);
    }

    @Test
    void everyModuleIsImported() {
        for (Path module : MODULES) {
            String place = module.toUri().toString();
            assertThat(PRODUCT)
                    .as("%s", module)
                    .anyMatch(
                            c -> c.getSource().orElseThrow().getUri().toString().startsWith(place));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProductKeepsTheRule(Rule rule) {
        rule.under("org.zhengshu").check(PRODUCT);
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedFaultBreaksTheRule(Rule rule) {
        JavaClasses planted = new ClassFileImporter().importPackages(rule.plantedFault());
        assertThat(planted).as(rule.plantedFault()).isNotEmpty();
        assertThat(
                        rule.under(rule.plantedFault())
                                .evaluate(planted)
                                .getFailureReport()
                                .getDetails())
                .as("violations of %s", rule)
                .isNotEmpty();
    }
}
