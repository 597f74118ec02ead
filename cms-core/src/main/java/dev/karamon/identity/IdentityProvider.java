package dev.karamon.identity;

import dev.karamon.error.Problems;
import dev.karamon.http.PageUrls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** An OpenID provider whose tokens an API takes besides its own. */
public record IdentityProvider(
    @Schema(description = "Whether its tokens are accepted.", defaultValue = "true")
        Optional<Boolean> enabled,
    @Schema(description = "The iss of its tokens.", minLength = 1, maxLength = 500) String issuer,
    @Schema(
            description = "The aud its tokens must have: your client or API there.",
            minLength = 1,
            maxLength = 500)
        String audience,
    @Schema(description = "The https URL of its keys.", minLength = 1, maxLength = 2000)
        String jwksUrl,
    @Schema(
            description = "The claim that identifies a person permanently; sub when omitted.",
            minLength = 1,
            maxLength = 100)
        Optional<String> subjectClaim,
    @Schema(
            description =
                "The claim with the e-mail address; email when omitted. Used only when"
                    + " email_verified is true.",
            minLength = 1,
            maxLength = 100)
        Optional<String> emailClaim) {

  /** Checks what an admin enters. */
  public void check(Problems problems) {
    if (!PageUrls.isFine(jwksUrl)) {
      problems.invalid(
          "external_identity.jwks_url",
          "This has to be an absolute https URL; http is accepted for localhost only.");
    }
  }

  /** Whether its tokens are taken. */
  public boolean takesTokens() {
    return enabled.orElse(true);
  }

  String nameOfSubject() {
    return subjectClaim.orElse("sub");
  }

  String nameOfEmail() {
    return emailClaim.orElse("email");
  }
}
