package org.zhengshu.kernel.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.Set;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Renderer;

/**
 * Refusals of the token endpoint (令牌错误应答): the members of RFC 6749 section 5.2 and those of every
 * problem together.
 */
final class OAuthRenderer implements Renderer {
    static final OAuthRenderer INSTANCE = new OAuthRenderer();

    private static final Set<String> OF_CLIENT =
            Set.of(
                    ProblemType.CLIENT_INVALID.code(),
                    ProblemType.MESSAGE_REPLAYED.code(),
                    ProblemType.OUTSIDE_WINDOW.code(),
                    ProblemType.UNKNOWN_SCHEME.code(),
                    ProblemType.UNTRUSTED_CERTIFICATE.code());

    private OAuthRenderer() {}

    /** Both forms in one object. */
    record Refusal(String error, String error_description, @JsonUnwrapped ProblemView problem) {}

    @Override
    public Message answer(Object view) {
        return JsonRenderer.INSTANCE.answer(view);
    }

    @Override
    public Message problem(ProblemView problem) {
        try {
            return new Message(
                    Json.MAPPER.writeValueAsBytes(
                            new Refusal(error(problem), description(problem), problem)),
                    Message.BODY);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String error(ProblemView problem) {
        if (OF_CLIENT.contains(problem.code())) {
            return "invalid_client";
        }
        if (problem.code().equals(ProblemType.UNSUPPORTED_GRANT_TYPE.code())) {
            return "unsupported_grant_type";
        }
        if (problem.violations().stream().anyMatch(v -> v.place().equals("scope"))) {
            return "invalid_scope";
        }
        return problem.status() < ProblemType.INTERNAL.status()
                ? "invalid_request"
                : "temporarily_unavailable";
    }

    /** In ASCII, as the standard wants; the caller's language is in the detail. */
    private static String description(ProblemView problem) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.code().equals(problem.code()))
                .map(type -> type.title(Language.ENGLISH))
                .findFirst()
                .orElse(problem.code());
    }
}
