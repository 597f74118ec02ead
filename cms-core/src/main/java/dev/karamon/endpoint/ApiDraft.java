package dev.karamon.endpoint;

import dev.karamon.identity.IdentityProvider;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.SameSite;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** An API as an admin sends it. */
public record ApiDraft(
    @Schema(description = "What the API is called.", minLength = 1, maxLength = 100) String title,
    @Schema(description = "What you call its version.", minLength = 1, maxLength = 50)
        Optional<String> version,
    @Schema(description = "For developers; Markdown.", maxLength = 10000)
        Optional<String> description,
    @Schema(description = "How callers are known; changing it voids all tokens of the API.")
        Optional<ApiSecurity> security,
    @Schema(
            description =
                "With the security cookie: from which pages browsers send it; lax when left out,"
                    + " none needs https.")
        Optional<SameSite> cookieSameSite,
    @Schema(description = "Which web pages of other origins may call.") Optional<Cors> cors,
    @Schema(
            description =
                "With the security dynamic_token: an OpenID provider whose tokens are taken, too."
                    + " To end that, set enabled to false.")
        Optional<IdentityProvider> externalIdentity,
    @Schema(
            description = "Seconds an access token is worth something; 3600 when left out.",
            minimum = "60",
            maximum = "86400")
        Optional<Integer> accessTokenLifespan,
    @Schema(
            description = "Seconds a refresh token or a session lasts; 30 days when left out.",
            minimum = "300",
            maximum = "31536000")
        Optional<Integer> refreshTokenLifespan,
    @Schema(description = "The revision that was read; a change of an older one is refused.")
        Optional<Integer> revision) {}
