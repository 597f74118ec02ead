package dev.karamon.identity;

import dev.karamon.error.Problems;
import dev.karamon.http.PageUrls;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** An OpenID provider whose tokens an API takes besides its own. */
public record IdentityProvider(
    @Schema(description = "Whether its tokens are taken.", defaultValue = "true")
        Optional<Boolean> enabled,
    @Schema(description = "What its tokens name as iss.", minLength = 1, maxLength = 500)
        String issuer,
    @Schema(
            description = "What its tokens have to name as aud: your client or API there.",
            minLength = 1,
            maxLength = 500)
        String audience,
    @Schema(description = "Where its keys are; https.", minLength = 1, maxLength = 2000)
        String jwksUrl,
    @Schema(
            description = "The claim that names a person for good; sub when left out.",
            minLength = 1,
            maxLength = 100)
        Optional<String> subjectClaim,
    @Schema(
            description =
                "The claim with the e-mail address; email when left out. Counts only beside a true"
                    + " email_verified.",
            minLength = 1,
            maxLength = 100)
        Optional<String> emailClaim) {

  /** Checks what an admin enters. */
  public void check(Problems problems) {
    if (!PageUrls.isFine(jwksUrl)) {
      problems.invalid(
          "external_identity.jwks_url",
          "This has to be an absolute https URL; http is taken for localhost only.");
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
