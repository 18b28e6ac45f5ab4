package org.zhengshu.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.zhengshu.tests.architecture.Tree.condition;
import static org.zhengshu.tests.architecture.Tree.useNothing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** Which library may be used where. */
final class TechnologyRules {
    private static final List<String> SOAP_STACK =
            List.of(
                    "jakarta.jws.",
                    "jakarta.xml.ws.",
                    "jakarta.xml.soap.",
                    "org.apache.cxf.",
                    "org.apache.wss4j.",
                    "org.jboss.ws.");

    private static final List<String> CRYPTOGRAPHY =
            List.of("org.bouncycastle.", "javax.crypto.", "org.jcajce.");

    private static final Set<String> OLD_TIME =
            Set.of(
                    "java.util.Date",
                    "java.util.GregorianCalendar",
                    "java.util.TimeZone",
                    "java.text.SimpleDateFormat",
                    "java.sql.Date");

    private TechnologyRules() {}

    static ArchRule jaxRsOnlyInRest(Tree tree) {
        return onlyIn(
                        tree,
                        Set.of("rest", "contract"),
                        List.of("jakarta.ws.rs.", "org.jboss.resteasy."))
                .because("the contract of the resources is read off them when the build runs");
    }

    static ArchRule soapStackOnlyInSoap(Tree tree) {
        return onlyIn(tree, Set.of("soap"), SOAP_STACK);
    }

    static ArchRule entityManagerOnlyInControl(Tree tree) {
        return onlyIn(
                tree,
                Set.of("control"),
                List.of(
                        "jakarta.persistence.EntityManager",
                        "jakarta.persistence.PersistenceContext"));
    }

    private static ArchRule onlyIn(Tree tree, Set<String> layers, List<String> library) {
        return classes()
                .that(tree.that("are not in " + layers, c -> !layers.contains(tree.layer(c))))
                .should(
                        useNothing(
                                "not use " + library,
                                (from, to) -> library.stream().anyMatch(to.getName()::startsWith)));
    }

    static ArchRule cryptographyHasItsPlace(Tree tree) {
        return classes()
                .that(
                        tree.that(
                                "are neither proof nor signature",
                                c ->
                                        !Set.of("proof", "signature").contains(tree.feature(c))
                                                && !tree.is(c, "identity.control.PasswordHash")))
                .should(
                        useNothing(
                                "use no cryptography of their own",
                                (from, to) ->
                                        to.getName().equals("java.security.Signature")
                                                || to.getName()
                                                        .equals("java.security.MessageDigest")
                                                || CRYPTOGRAPHY.stream()
                                                        .anyMatch(to.getName()::startsWith)))
                .because(
                        "algorithms are chosen in one place; the exception is"
                                + " identity.control.PasswordHash, since Argon2 hashes passwords"
                                + " and nothing else, with no key and no message");
    }

    static ArchRule timeComesFromTheClock(Tree tree) {
        return classes()
                .that(
                        tree.that(
                                "do not make the clock",
                                c -> !tree.is(c, "kernel.control.Producers", "proof.Main")))
                .should(
                        condition(
                                "ask the injected clock for the time",
                                (c, broken) ->
                                        c.getMethodCallsFromSelf().stream()
                                                .filter(TechnologyRules::asksTheMachine)
                                                .forEach(m -> broken.accept(m.getDescription()))))
                .because(
                        "tests set the clock; the producer makes it for the server, and proof's"
                                + " command line for itself");
    }

    private static boolean asksTheMachine(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        String method = call.getTarget().getName();
        boolean now =
                owner.getPackageName().equals("java.time")
                        && method.equals("now")
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(p -> p.getName().equals("java.time.Clock"));
        boolean clock = owner.getName().equals("java.time.Clock") && method.startsWith("system");
        boolean tick = owner.getName().equals("java.time.Clock") && method.startsWith("tick");
        boolean millis =
                owner.getName().equals("java.lang.System") && method.equals("currentTimeMillis");
        return now || clock || tick || millis;
    }

    static ArchRule noOldTimeTypes(Tree tree) {
        return classes()
                .that(
                        tree.that(
                                "do not hand dates to the JDK or a library",
                                c ->
                                        !tree.is(
                                                c,
                                                "proof.CertificatePath",
                                                "signature.control.TimeStampSigner",
                                                "elicence.control.LicenceMetadata")))
                .should(
                        condition(
                                "use java.time",
                                (c, broken) ->
                                        c.getDirectDependenciesFromSelf().stream()
                                                .filter(
                                                        d ->
                                                                OLD_TIME.contains(
                                                                        d.getTargetClass()
                                                                                .getName()))
                                                .filter(
                                                        d ->
                                                                !d.getDescription()
                                                                        .contains(".toInstant()"))
                                                .forEach(d -> broken.accept(d.getDescription()))))
                .because(
                        "java.util.Date has no zone; CertificatePath must give one to the JDK's"
                                + " path validator, TimeStampSigner to its library,"
                                + " LicenceMetadata a calendar to PDFBox");
    }

    static ArchRule nobodyPrints(Tree tree) {
        return classes()
                .that(tree.that("are not proof's command line", c -> !tree.is(c, "proof.Main")))
                .should(
                        condition(
                                "write to the log and not to the console",
                                (c, broken) -> {
                                    c.getFieldAccessesFromSelf().stream()
                                            .filter(TechnologyRules::isConsole)
                                            .forEach(a -> broken.accept(a.getDescription()));
                                    c.getMethodCallsFromSelf().stream()
                                            .filter(
                                                    m ->
                                                            m.getTarget()
                                                                    .getName()
                                                                    .equals("printStackTrace"))
                                            .forEach(m -> broken.accept(m.getDescription()));
                                }));
    }

    private static boolean isConsole(JavaFieldAccess access) {
        return access.getTargetOwner().getName().equals("java.lang.System")
                && Set.of("out", "err").contains(access.getTarget().getName());
    }
}
