package dev.karamon.endpoint;

import dev.karamon.identity.IdentityProvider;
import dev.karamon.json.Patterns;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.SameSite;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** An API as an admin sends it. */
public record ApiDraft(
    @Schema(
            description = "The API's name.",
            minLength = 1,
            maxLength = 100,
            pattern = Patterns.NOT_BLANK)
        String title,
    @Schema(description = "The API's version, as you name it.", minLength = 1, maxLength = 50)
        Optional<String> version,
    @Schema(description = "For developers; Markdown.", maxLength = 10000)
        Optional<String> description,
    @Schema(description = "How callers are identified; a change invalidates all tokens of the API.")
        Optional<ApiSecurity> security,
    @Schema(
            description =
                "With the security cookie: from which pages browsers send it; lax when"
                    + " omitted; none needs https.")
        Optional<SameSite> cookieSameSite,
    @Schema(description = "Which web pages of other origins may call.") Optional<Cors> cors,
    @Schema(
            description =
                "With the security dynamic_token: an OpenID provider whose tokens are"
                    + " accepted, too. To stop that, set enabled to false.")
        Optional<IdentityProvider> externalIdentity,
    @Schema(
            description =
                "Lifetime of an access token in seconds; 3600 when omitted. It ends with its"
                    + " session at the latest.",
            minimum = "60",
            maximum = "86400")
        Optional<Integer> accessTokenLifespan,
    @Schema(
            description =
                "Lifetime of a refresh token or a session in seconds; 30 days when omitted.",
            minimum = "300",
            maximum = "31536000")
        Optional<Integer> refreshTokenLifespan,
    @Schema(description = "The revision that was read; an older one is refused.")
        Optional<Integer> revision) {}
