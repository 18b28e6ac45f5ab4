package org.zhengshu.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.zhengshu.tests.architecture.Tree.condition;
import static org.zhengshu.tests.architecture.Tree.useNothing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.zhengshu.tests.node.Node;

/** What the two doors and the boundary services behind them must hold. */
final class DoorRules {
    private static final String BOUNDARY = "org.zhengshu.kernel.boundary.Boundary";
    private static final String INTERCEPTOR = "jakarta.interceptor.Interceptor";
    private static final String OPERATION = "org.zhengshu.kernel.boundary.Operation";
    private static final String ANSWERED = "org.zhengshu.kernel.rest.Answered";
    private static final String PATH = "jakarta.ws.rs.Path";
    private static final Path WEB_INF = Node.project().resolve("ws/src/main/webapp/WEB-INF");

    private DoorRules() {}

    static ArchRule doorsSeeBoundariesOnly(Tree tree) {
        return classes()
                .that(tree.that("are doors", tree::isDoor))
                .should(
                        useNothing(
                                "see boundaries, their own package and the kernel's adapter of"
                                        + " their kind",
                                (from, to) ->
                                        tree.owns(to)
                                                && !tree.open(to)
                                                && !to.getPackage().equals(from.getPackage())
                                                && !(tree.isKernelAdapter(to)
                                                        && tree.layer(to)
                                                                .equals(tree.layer(from)))));
    }

    static ArchRule doorsCallOperations(Tree tree) {
        return classes()
                .that(tree.that("are doors", tree::isDoor))
                .should(
                        condition(
                                "call only services that check who calls",
                                (c, broken) ->
                                        c.getMethodCallsFromSelf().stream()
                                                .filter(m -> unchecked(tree, c, m.getTargetOwner()))
                                                .forEach(m -> broken.accept(m.getDescription()))))
                .because(
                        "permission is checked in the boundary; the kernel's adapters call what"
                                + " finds out who calls, makes the answer, signs it and lends"
                                + " WSS4J its keys; the log, its health, the protocol of witnesses,"
                                + " time-stamps and revocation lists are for everybody, who cannot"
                                + " change anything but a log's own checkpoint, which its signature"
                                + " protects");
    }

    private static boolean unchecked(Tree tree, JavaClass from, JavaClass to) {
        if (!tree.owns(to) || tree.isDoor(to)) {
            return false;
        }
        boolean value = to.isRecord() || to.isEnum() || to.isInterface();
        boolean common = tree.feature(to).equals("kernel") || tree.feature(to).equals("proof");
        boolean frame =
                tree.isKernelAdapter(from)
                        && tree.is(
                                to,
                                "audit.boundary.Answers",
                                "audit.boundary.TransparencyLog",
                                "identity.boundary.Authentication",
                                "identity.boundary.SystemCredentials",
                                "identity.boundary.BrowserSession",
                                "identity.boundary.CallerFinder",
                                "identity.boundary.ReceivedRequest",
                                "identity.boundary.RequestHeaders",
                                "identity.boundary.SignatureDiagnosis",
                                "identity.boundary.SignedRequests",
                                "operations.boundary.NodeState",
                                "signature.boundary.AnswerKey",
                                "signature.boundary.CallerCertificates",
                                "signature.boundary.ContentDigest",
                                "signature.boundary.HttpSignature",
                                "signature.boundary.MessageKeys");
        boolean open =
                tree.is(from, "audit.rest.LogServlet", "audit.rest.WitnessServlet")
                        && tree.is(
                                to, "audit.boundary.PublicLog", "audit.boundary.CheckpointWitness");
        boolean authority =
                tree.is(
                                from,
                                "signature.rest.TimeStampServlet",
                                "signature.rest.RevocationListServlet")
                        && tree.is(
                                to,
                                "signature.boundary.TimeStampAuthority",
                                "signature.boundary.RevocationLists");
        boolean page =
                tree.is(from, "elicence.page.VerificationPage")
                        && tree.is(to, "audit.boundary.Answers");
        return !value
                && !common
                && !frame
                && !open
                && !authority
                && !page
                && !to.isAnnotatedWith(BOUNDARY);
    }

    static ArchRule boundaryMethodsAreOperations(Tree tree) {
        return classes()
                .that(
                        tree.that(
                                "are boundary services",
                                c ->
                                        c.isAnnotatedWith(BOUNDARY)
                                                && !c.isAnnotatedWith(INTERCEPTOR)))
                .should(
                        condition(
                                "name and guard each public method with @Operation",
                                (c, broken) ->
                                        c.getMethods().stream()
                                                .filter(DoorRules::callable)
                                                .filter(m -> !m.isAnnotatedWith(OPERATION))
                                                .forEach(m -> broken.accept(m.getFullName()))));
    }

    private static boolean callable(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.PUBLIC)
                && !method.getModifiers().contains(JavaModifier.STATIC)
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    static ArchRule operationsHaveOneNameEach(Tree tree) {
        Map<String, String> seen = new TreeMap<>();
        return classes()
                .that(tree.that("are boundaries", c -> tree.layer(c).equals("boundary")))
                .should(
                        condition(
                                "give each operation a name of its own that begins with the feature",
                                (c, broken) ->
                                        c.getMethods().stream()
                                                .filter(m -> m.isAnnotatedWith(OPERATION))
                                                .forEach(
                                                        m -> {
                                                            String name = operation(m);
                                                            String other =
                                                                    seen.putIfAbsent(
                                                                            name, m.getFullName());
                                                            if (other != null
                                                                    && !other.equals(
                                                                            m.getFullName())) {
                                                                broken.accept(
                                                                        name
                                                                                + " names "
                                                                                + other
                                                                                + " and "
                                                                                + m.getFullName());
                                                            }
                                                            if (!name.startsWith(
                                                                    tree.feature(c) + ".")) {
                                                                broken.accept(
                                                                        m.getFullName()
                                                                                + " is called "
                                                                                + name);
                                                            }
                                                        })))
                .because("the name is the action of the audit entry");
    }

    private static String operation(JavaMethod method) {
        return method.getAnnotationOfType(OPERATION).get("value").orElse("").toString();
    }

    static ArchRule resourcesAnswerWithReceipts(Tree tree) {
        return classes()
                .that(tree.that("are resources", c -> c.isAnnotatedWith(PATH)))
                .should()
                .beAnnotatedWith(ANSWERED)
                .because("every answer leaves with its entry in the log");
    }

    static ArchRule resourcesSayWhatTheyWrite(Tree tree) {
        return classes()
                .that(tree.that("are resources", c -> c.isAnnotatedWith(PATH)))
                .should()
                .beAnnotatedWith("jakarta.ws.rs.Produces")
                .because("else a caller who takes no such form is refused only after the act");
    }

    static ArchRule soapDoorsAreComplete(Tree tree) {
        return classes()
                .that(
                        tree.that(
                                "are SOAP services",
                                c ->
                                        c.isAssignableTo(tree.root() + ".kernel.soap.SoapDoor")
                                                && !c.getModifiers()
                                                        .contains(JavaModifier.ABSTRACT)))
                .should(
                        condition(
                                "be annotated, have their WSDL and be mapped in web.xml",
                                (c, broken) ->
                                        gaps(c).forEach(g -> broken.accept(c.getName() + g))));
    }

    private static List<String> gaps(JavaClass door) {
        List<String> gaps = new ArrayList<>();
        for (String needed :
                List.of(
                        "jakarta.xml.ws.WebServiceProvider",
                        "jakarta.xml.ws.ServiceMode",
                        "org.apache.cxf.interceptor.InInterceptors",
                        "org.apache.cxf.interceptor.OutFaultInterceptors")) {
            if (!door.isAnnotatedWith(needed)) {
                gaps.add(" lacks @" + needed);
            }
        }
        door.tryGetAnnotationOfType("jakarta.xml.ws.WebServiceProvider")
                .ifPresent(a -> gaps.addAll(unpublished(door, a.getProperties())));
        return gaps;
    }

    private static List<String> unpublished(JavaClass door, Map<String, Object> provider) {
        List<String> gaps = new ArrayList<>();
        String service = String.valueOf(provider.get("serviceName"));
        String wsdl = String.valueOf(provider.get("wsdlLocation"));
        if (!provider.containsKey("wsdlLocation")) {
            return ofManyContracts(door, service);
        }
        if (!Files.exists(WEB_INF.resolveSibling(wsdl))) {
            gaps.add(" has no " + wsdl);
        }
        String descriptor = read(WEB_INF.resolve("web.xml")).replaceAll("\\s+", "");
        String servlet =
                "<servlet><servlet-name>%s</servlet-name><servlet-class>%s</servlet-class></servlet>"
                        .formatted(service, door.getName());
        String mapping =
                "<servlet-mapping><servlet-name>%s</servlet-name><url-pattern>/%s</url-pattern>"
                        .formatted(service, service);
        if (!descriptor.contains(servlet) || !descriptor.contains(mapping)) {
            gaps.add(" is not mapped to /" + service + " in web.xml");
        }
        boolean secured = read(WEB_INF.resolveSibling(wsdl)).contains("PolicyReference");
        if (secured == door.isAnnotatedWith("org.zhengshu.kernel.soap.OpenService")) {
            gaps.add(" must have a security policy in its WSDL or be an @OpenService");
        }
        return gaps;
    }

    /** One service for all resources: its WSDLs are made when they are asked for. */
    private static List<String> ofManyContracts(JavaClass door, String service) {
        List<String> gaps = new ArrayList<>();
        if (!door.isAnnotatedWith("org.apache.cxf.annotations.Policy")) {
            gaps.add(" has neither a WSDL nor a policy of its own");
        }
        String mapping =
                "<servlet><servlet-name>%s</servlet-name><servlet-class>%s</servlet-class></servlet><servlet-mapping><servlet-name>%s</servlet-name><url-pattern>/%ss/*</url-pattern>"
                        .formatted(
                                service,
                                door.getName(),
                                service,
                                service.toLowerCase(java.util.Locale.ROOT));
        if (!read(WEB_INF.resolve("web.xml")).replaceAll("\\s+", "").contains(mapping)) {
            gaps.add(" is not mapped in web.xml");
        }
        return gaps;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
