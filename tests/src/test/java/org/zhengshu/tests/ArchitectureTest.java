package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static final JavaClasses PRODUCT = new ClassFileImporter().importPaths(MODULES);

    @Test
    void everyModuleIsImported() {
        for (Path module : MODULES) {
            assertThat(new ClassFileImporter().importPath(module)).as("%s", module).isNotEmpty();
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
