package org.zhengshu.identity.boundary;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.zhengshu.identity.control.AccessTokenDesk;
import org.zhengshu.identity.control.ClientAssertions;
import org.zhengshu.identity.control.CredentialStore.Owned;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.signature.boundary.AnswerKey;

/** Where systems get access tokens (令牌服务), OAuth 2.0 client credentials of RFC 6749 section 4.4. */
@Stateless
@Boundary
public class Tokens {
    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String JWT_BEARER =
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    @Inject private ClientAssertions assertions;
    @Inject private AccessTokenDesk tokens;
    @Inject private PresentedCertificate certificate;
    @Inject private AnswerKey key;
    @Inject private Settings settings;

    /** The form of a request for a token (令牌申请). */
    public record AskToken(
            @JsonProperty("grant_type") @NotBlank @Size(max = 128) String grantType,
            @JsonProperty("client_assertion_type") @Size(max = 128) String assertionType,
            @JsonProperty("client_assertion") @Size(max = 8192) String assertion,
            @JsonProperty("client_id") @Size(max = 64) String clientId,
            @Size(max = 256) String scope) {}

    /** A token, RFC 6749 section 5.1. */
    public record TokenView(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    /** The public keys of the node (公钥集), RFC 7517 section 5, the one in use first. */
    public record KeysView(List<AnswerKey.PublishedKey> keys) {}

    @Operation(value = "identity.issue-token", open = true)
    public TokenView issue(AskToken input) {
        if (!CLIENT_CREDENTIALS.equals(input.grantType())) {
            throw ProblemType.UNSUPPORTED_GRANT_TYPE.because(
                    "grant_type 须为 " + CLIENT_CREDENTIALS, "grant_type is " + CLIENT_CREDENTIALS);
        }
        if (input.scope() != null && !input.scope().isBlank()) {
            Text text = new Text("没有 scope，能用什么由授权决定", "there are no scopes: grants decide");
            throw ProblemType.INVALID_INPUT
                    .because(text.zh(), text.en())
                    .at(List.of(new Violation("scope", "Scope", input.scope(), text)));
        }
        if (!JWT_BEARER.equals(input.assertionType()) || input.assertion() == null) {
            throw ProblemType.CLIENT_INVALID.because(
                    "须以 private_key_jwt 证明身份：client_assertion_type 为 " + JWT_BEARER,
                    "authenticate by private_key_jwt: client_assertion_type is " + JWT_BEARER);
        }
        Owned owned = assertions.verified(input.assertion());
        Call.current().note("system", owned.system().name());
        Call.current().note("credential", owned.credential().id());
        requireOneCaller(owned, input.clientId());
        return new TokenView(
                tokens.issue(owned, certificate.thumbprint()),
                "Bearer",
                settings.callers().tokenLife().toSeconds());
    }

    private static void requireOneCaller(Owned owned, String clientId) {
        Actor caller = Call.current().actor();
        boolean other =
                caller.kind() != Actor.Kind.NOBODY && !caller.id().equals(owned.system().name());
        boolean named =
                clientId == null
                        || clientId.equals(owned.system().name())
                        || clientId.equals(owned.system().id().toString());
        if (other || !named) {
            throw ProblemType.CREDENTIALS_DISAGREE.because(
                    "证书、client_id 与 client_assertion 须属于同一业务系统",
                    "certificate, client_id and client_assertion must be those of one system");
        }
    }

    @Operation(value = "identity.keys", open = true)
    public KeysView keys() {
        return new KeysView(key.published());
    }
}
