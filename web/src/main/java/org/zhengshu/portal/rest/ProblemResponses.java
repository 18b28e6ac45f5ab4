package org.zhengshu.portal.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;

/** The problems that an operation can answer with (问题应答), RFC 9457, one response per status. */
final class ProblemResponses {
    static final String SCHEMA = "Problem";
    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private ProblemResponses() {}

    /** Adds the schema and one example per problem type for the operations to refer to. */
    static void describe(Components components) {
        components.addSchema(SCHEMA, schema());
        for (ProblemType type : ProblemType.values()) {
            components.addExample(name(type), example(type));
        }
    }

    /** Refers to one response per status; operations with the same problems share it. */
    static void add(
            Components components,
            APIResponses responses,
            ResourceMethod method,
            List<String> specific) {
        SortedMap<Integer, TreeSet<ProblemType>> byStatus = new TreeMap<>();
        for (ProblemType type : types(method, specific)) {
            byStatus.computeIfAbsent(type.status(), s -> new TreeSet<>()).add(type);
        }
        byStatus.forEach(
                (status, types) -> {
                    String name =
                            types.stream()
                                    .map(t -> t.code().replace("kernel/", "").replace('/', '-'))
                                    .collect(Collectors.joining(".", status + ".", ""));
                    if (components.getResponses() == null
                            || !components.getResponses().containsKey(name)) {
                        components.addResponse(name, response(types));
                    }
                    responses.addAPIResponse(
                            Integer.toString(status),
                            OASFactory.createAPIResponse().ref("#/components/responses/" + name));
                });
    }

    private static List<ProblemType> types(ResourceMethod method, List<String> specific) {
        Operation operation = method.operation();
        List<ProblemType> types = new ArrayList<>();
        types.add(ProblemType.UNTRUSTED_CERTIFICATE);
        types.add(ProblemType.NOT_AUTHENTICATED);
        if (!operation.open() && !operation.signedIn()) {
            types.add(ProblemType.FORBIDDEN);
        }
        if (!operation.open() && !operation.newcomers()) {
            types.add(ProblemType.ONE_TIME_PASSWORD);
        }
        if (method.body().isPresent()) {
            types.add(ProblemType.MALFORMED);
            types.add(ProblemType.INVALID_INPUT);
            types.add(ProblemType.TOO_LARGE);
            types.add(ProblemType.TOO_SLOW);
            types.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        if (method.method().getParameterCount() > (method.body().isPresent() ? 1 : 0)) {
            types.add(ProblemType.NOT_FOUND);
        }
        types.add(ProblemType.NOT_ACCEPTABLE);
        types.add(ProblemType.HEADERS_TOO_LARGE);
        types.add(ProblemType.RATE_LIMITED);
        types.add(ProblemType.TOO_MANY_AT_ONCE);
        types.add(ProblemType.CALL_TOO_LONG);
        types.add(ProblemType.INTERNAL);
        types.add(ProblemType.BUSY);
        types.add(ProblemType.DRAINING);
        if (operation.act()) {
            types.add(ProblemType.READ_ONLY);
            types.add(ProblemType.INVALID_INPUT);
            types.add(ProblemType.KEY_REUSED);
            types.add(ProblemType.RECEIPT_PENDING);
            types.add(ProblemType.OUTCOME_UNKNOWN);
        }
        specific.forEach(code -> types.add(byCode(code)));
        return types;
    }

    private static ProblemType byCode(String code) {
        return Arrays.stream(ProblemType.values())
                .filter(t -> t.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no problem type " + code));
    }

    private static APIResponse response(TreeSet<ProblemType> types) {
        MediaType media =
                OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA));
        types.forEach(
                t ->
                        media.addExample(
                                t.code(),
                                OASFactory.createExample()
                                        .ref("#/components/examples/" + name(t))));
        return OASFactory.createAPIResponse()
                .description(
                        types.stream()
                                .map(
                                        t ->
                                                "`"
                                                        + t.code()
                                                        + "` "
                                                        + t.title(Language.CHINESE)
                                                        + " · "
                                                        + t.title(Language.ENGLISH))
                                .collect(Collectors.joining("; ")))
                .headers(ApiContract.receiptHeaders())
                .content(OASFactory.createContent().addMediaType(MEDIA_TYPE, media));
    }

    private static String name(ProblemType type) {
        return type.code().replace('/', '.');
    }

    private static Example example(ProblemType type) {
        ProblemView view =
                ProblemView.of(
                        type.because("发生了什么、怎么办", "What happened and what to do"),
                        TRACE,
                        Language.CHINESE);
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("type", view.type());
        value.put("code", view.code());
        value.put("title", view.title());
        value.put("status", view.status());
        value.put("detail", view.detail());
        value.put("instance", view.instance());
        value.put("violations", List.of());
        return OASFactory.createExample()
                .summary(type.title(Language.CHINESE) + " · " + type.title(Language.ENGLISH))
                .value(value);
    }

    private static Schema schema() {
        Schema place = object("错误位置 · Where the input is wrong");
        for (String name : List.of("place", "rule", "value", "message")) {
            place.addProperty(name, text("")).addRequired(name);
        }
        Schema problem = object("问题详情 · RFC 9457 problem details");
        problem.addProperty("type", text("urn:zhengshu:problem:<code>"));
        problem.addProperty("code", text("稳定的问题代码，日志与审计同一代码 · stable, also in log and audit"));
        problem.addProperty("title", text(""));
        problem.addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
        problem.addProperty("detail", text("发生了什么、怎么办 · what happened and what to do"));
        problem.addProperty(
                "instance", text("urn:trace:<id>，日志中有同一编号 · the same id is in the log"));
        problem.addProperty(
                "violations",
                OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(place));
        List.of("type", "code", "title", "status", "detail", "instance", "violations")
                .forEach(problem::addRequired);
        return problem;
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
    }

    private static Schema text(String description) {
        Schema schema = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
        return description.isEmpty() ? schema : schema.description(description);
    }
}
