package dev.karamon.endpoint;

import dev.karamon.id.ApiId;
import dev.karamon.identity.IdentityProvider;
import dev.karamon.operation.ApiContext;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.SameSite;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Optional;

/**
 * A set of endpoints with one security type and CORS setting.
 *
 * @param version what the API's owner calls its version
 * @param accessTokenLifespan in seconds
 * @param refreshTokenLifespan in seconds; also how long cookie sessions last
 */
public record Api(
    ApiId id,
    String title,
    String version,
    String description,
    ApiSecurity security,
    SameSite cookieSameSite,
    Cors cors,
    Optional<IdentityProvider> externalIdentity,
    int accessTokenLifespan,
    int refreshTokenLifespan,
    @Schema(description = "Send it back with changes.") int revision) {

  /** What operations may know. */
  ApiContext context() {
    return new ApiContext(
        id,
        security,
        cookieSameSite,
        Duration.ofSeconds(accessTokenLifespan),
        Duration.ofSeconds(refreshTokenLifespan));
  }
}
