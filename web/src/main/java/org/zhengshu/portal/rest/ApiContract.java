package org.zhengshu.portal.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.zhengshu.kernel.boundary.FileView;
import org.zhengshu.kernel.boundary.Form;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.Tabular;
import org.zhengshu.kernel.rest.UseCase;
import org.zhengshu.portal.rest.ContractTexts.Words;

/**
 * Completes the REST document at build time (接口文档): words, examples, problems, and who may call,
 * which comes from the {@code @Operation} of the boundary alone. Not part of the war.
 */
public class ApiContract implements OASFilter {
    private static final String JSON = "application/json";
    private static final String CERTIFICATE = "certificate";
    private static final String SESSION = "session";
    private static final String TOKEN = "accessToken";
    private static final String SIGNATURE = "signature";
    private static final String TIF = "tifHeaders";
    private static final String NATIONAL = "nationalHeaders";

    /** In one order, so that the same sources give the same document. */
    private static final Map<String, String> RECEIPT_HEADERS =
            new TreeMap<>(
                    Map.of(
                            "Zhengshu-Receipt",
                            "存证回执（base64url），可离线核验 · the receipt, base64url, checkable offline",
                            "Zhengshu-Receipt-Id",
                            "回执编号，GET /api/v1/receipts/{id} · id of the receipt",
                            "Zhengshu-Trace",
                            "追踪号，与日志、审计一致 · trace id, also in log and audit",
                            "RateLimit",
                            "剩余限额，仅对已鉴别的调用方 · what is left of the limits, for authenticated callers"
                                    + " (draft-ietf-httpapi-ratelimit-headers-11)",
                            "RateLimit-Policy",
                            "限额 · the limits"));

    private final ContractTexts texts = ContractTexts.read();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.setInfo(
                OASFactory.createInfo()
                        .title("政枢 Zhengshu REST")
                        .version("1")
                        .description(
"""
                                政务数据共享节点的 REST 接口。应答语言随 Accept-Language（中文、英文）。\
                                每个应答（含拒绝）先入存证日志，再带回执离开；回执用 proof.jar 离线核验。\
                                业务系统以客户端证书（双向 TLS）、OAuth 2.0 访问令牌、HTTP 报文签名或两种请求头约定调用\
（见 docs/callers.zh-CN.md），个人登录后以 Bearer 令牌调用。

                                REST calls of a government data-sharing node. Answers are in Chinese or \
                                English as Accept-Language asks. Each answer, refusals too, is in the \
                                evidence log before it leaves, and carries a receipt that proof.jar checks \
                                offline. Systems call with a client certificate (mutual TLS), an OAuth 2.0 \
                                access token, HTTP Message Signatures or two header conventions (see \
                                docs/callers.md), people with the Bearer token of their session."""));
        document.setServers(
                List.of(OASFactory.createServer().url("/").description("本节点 · this node")));
        Components components =
                document.getComponents() == null
                        ? OASFactory.createComponents()
                        : document.getComponents();
        document.setComponents(components);
        securitySchemes(components);
        RECEIPT_HEADERS.forEach((name, text) -> components.addHeader(name, header(text)));
        ProblemResponses.describe(components);
        Set<String> present = new TreeSet<>();
        for (var path : document.getPaths().getPathItems().values()) {
            for (Operation operation : path.getOperations().values()) {
                ResourceMethod method = ResourceMethod.of(operation.getOperationId());
                complete(operation, method);
                ProblemResponses.add(
                        components,
                        operation.getResponses(),
                        method,
                        texts.words(method.operation().value()).problems());
                boolean several = method.method().isAnnotationPresent(UseCase.class);
                if (!present.add(method.operation().value()) && !several) {
                    throw new IllegalStateException("twice: " + method.operation().value());
                }
            }
        }
        if (!texts.unused(present).isEmpty()) {
            throw new IllegalStateException("no such operations: " + texts.unused(present));
        }
    }

    /** Bytes in JSON are Base64, RFC 4648 section 4. */
    @Override
    public Schema filterSchema(Schema schema) {
        if ("binary".equals(schema.getFormat())) {
            schema.setFormat(null);
            schema.setContentEncoding("base64");
        }
        return schema;
    }

    private void complete(Operation operation, ResourceMethod method) {
        String name = method.operation().value();
        Words words = texts.words(name);
        operation.setOperationId(method.id());
        operation.setSummary(words.zh() + " · " + words.en());
        operation.setDescription(description(words, method));
        operation.setTags(List.of(name.substring(0, name.indexOf('.'))));
        access(operation, method.operation());
        if (method.operation().act() && !method.operation().open()) {
            operation.addParameter(repeatable());
        }
        method.body().ifPresent(body -> request(operation, method, body.getParameterizedType()));
        answer(operation, method);
    }

    /** Every act may be sent again under one key. */
    private static Parameter repeatable() {
        return OASFactory.createParameter()
                .name("Idempotency-Key")
                .in(Parameter.In.HEADER)
                .required(false)
                .description(
                        "幂等键：以同一键重发时返回首次的应答与回执 · sent again under the same key, the call gets"
                                + " its first answer and receipt")
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    private static String description(Words words, ResourceMethod method) {
        List<String> lines = new ArrayList<>();
        if (words.detailZh() != null) {
            lines.add(words.detailZh());
            lines.add(words.detailEn());
        }
        var operation = method.operation();
        String roles = String.join(", ", roles(operation.by()));
        lines.add(
                operation.open()
                        ? "公开，无须登录 · open to everybody"
                        : operation.signedIn()
                                ? "须登录或出示证书 · for everybody who authenticates"
                                : "须有角色 · needs a role: " + roles);
        return String.join("\n\n", lines);
    }

    private static void access(
            Operation document, org.zhengshu.kernel.boundary.Operation operation) {
        document.addExtension("x-operation", operation.value());
        document.addExtension(
                "x-access",
                operation.open() ? "open" : operation.signedIn() ? "signed-in" : "roles");
        document.addExtension("x-roles", roles(operation.by()));
        document.setSecurity(
                operation.open()
                        ? List.of()
                        : Stream.of(CERTIFICATE, TOKEN, SIGNATURE, TIF, NATIONAL, SESSION)
                                .map(s -> OASFactory.createSecurityRequirement().addScheme(s))
                                .toList());
    }

    private static List<String> roles(Role... roles) {
        return Arrays.stream(roles).map(Role::name).toList();
    }

    private void request(Operation operation, ResourceMethod method, java.lang.reflect.Type type) {
        var consumes = method.method().getAnnotation(jakarta.ws.rs.Consumes.class);
        MediaType media =
                consumes == null
                        ? first(scanned(operation, method).getContent())
                        : OASFactory.createMediaType()
                                .schema(
                                        OASFactory.createSchema()
                                                .addType(Schema.SchemaType.STRING));
        media.setExample(texts.request(method.operation().value(), type));
        operation.setRequestBody(
                OASFactory.createRequestBody()
                        .required(true)
                        .content(
                                OASFactory.createContent()
                                        .addMediaType(
                                                consumes == null ? JSON : consumes.value()[0],
                                                media)));
    }

    private static RequestBody scanned(Operation operation, ResourceMethod method) {
        if (operation.getRequestBody() == null) {
            throw new IllegalStateException("no body found of " + method.method());
        }
        return operation.getRequestBody();
    }

    private static MediaType first(Content content) {
        return content.getMediaTypes().values().iterator().next();
    }

    private void answer(Operation operation, ResourceMethod method) {
        APIResponse answer = operation.getResponses().getAPIResponse("200");
        if (method.method().getReturnType() == FileView.class) {
            answer.setDescription("文件 · a file");
            answer.setHeaders(receiptHeaders());
            answer.setContent(OASFactory.createContent().addMediaType("application/zip", file()));
            return;
        }
        MediaType media = first(answer.getContent());
        media.setExample(texts.answer(method.method().getGenericReturnType()));
        answer.setDescription("已办理 · done");
        answer.setHeaders(receiptHeaders());
        Content content = OASFactory.createContent().addMediaType(JSON, media);
        if (Tabular.class.isAssignableFrom(method.method().getReturnType())) {
            Arrays.stream(Form.values())
                    .filter(form -> form != Form.JSON)
                    .forEach(form -> content.addMediaType(form.mediaType(), text()));
        }
        answer.setContent(content);
    }

    private static MediaType file() {
        return OASFactory.createMediaType()
                .schema(
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.STRING)
                                .format("binary"));
    }

    private static MediaType text() {
        return OASFactory.createMediaType()
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    /** References to the headers that every answer carries. */
    static Map<String, Header> receiptHeaders() {
        Map<String, Header> headers = new LinkedHashMap<>();
        RECEIPT_HEADERS.keySet().stream()
                .sorted()
                .forEach(
                        name ->
                                headers.put(
                                        name,
                                        OASFactory.createHeader()
                                                .ref("#/components/headers/" + name)));
        return headers;
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    private static void securitySchemes(Components components) {
        components.addSecurityScheme(
                CERTIFICATE,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.MUTUALTLS)
                        .description("业务系统：已登记的客户端证书 · systems: a registered client certificate"));
        components.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.OAUTH2)
                        .flows(
                                OASFactory.createOAuthFlows()
                                        .clientCredentials(
                                                OASFactory.createOAuthFlow()
                                                        .tokenUrl("/api/v1/token")
                                                        .scopes(Map.of())))
                        .description(
                                "业务系统：private_key_jwt 换取的令牌 · systems: a token got by private_key_jwt"));
        signingSchemes(components);
        components.addSecurityScheme(
                SESSION,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description(
                                "个人：POST /api/v1/sessions 得到的令牌 · people: the token of POST /api/v1/sessions"));
    }

    private static void signingSchemes(Components components) {
        components.addSecurityScheme(
                SIGNATURE,
                signing(
                        "Signature",
                        "业务系统：HTTP 报文签名，另需 Signature-Input · systems: HTTP Message Signatures,"
                                + " RFC 9421, with Signature-Input"));
        components.addSecurityScheme(
                TIF,
                signing(
                        "x-tif-signature",
                        "业务系统：x-tif-* 请求头 · systems: with the other headers x-tif-*"));
        components.addSecurityScheme(
                NATIONAL,
                signing(
                        "gjzwfwpt_sign",
                        "业务系统：gjzwfwpt_* 请求头 · systems: with the other headers gjzwfwpt_*"));
    }

    private static SecurityScheme signing(String header, String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name(header)
                .description(description);
    }
}
